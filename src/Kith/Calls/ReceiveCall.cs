using System.Text.Json.Nodes;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Calls;

/// <summary>
/// A telephone call, once, with its steps, its voicemail and its words. The call is one moment; what becomes of it are moments that point at it,
/// each under a key of its own, so that it ends the same whichever way round they come. Pure.
/// </summary>
static class ReceiveCall
{
    public static void Decide(Incoming incoming, CallProgressed step, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(step.Key))) return;

        var told = new Told(incoming, step.CallKey, step.ThreadKey, step.With, known, plan);
        var call = told.Call(step.Direction);
        var moment = told.Add(call, MomentKind.CallStep, DetailOf(step));
        var wasTaken = told.Has(CallKeys.Answered);
        told.Remember(step.Key, moment);

        if (step is { Direction: CallDirection.Out, Step: CallStep.Answered }) told.KeepPromise(call, moment);
        else if (step is { Direction: CallDirection.In, Step: CallStep.Missed } && !wasTaken && !told.Has(CallKeys.Ended)) told.Owe(call, moment);
        else if (step is { Direction: CallDirection.In, Step: CallStep.Ended } && !wasTaken && !told.Has(CallKeys.Missed)) told.Owe(call, moment);
    }

    public static void Decide(Incoming incoming, VoicemailLeft left, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(left.Key))) return;

        var told = new Told(incoming, left.CallKey, left.ThreadKey, left.From, known, plan);
        var call = told.Call(CallDirection.In);
        var moment = told.Add(call, MomentKind.Voicemail, new() { ["seconds"] = left.Seconds, ["media"] = new JsonArray(ReceiveMessage.MediaOf(left.Recording, null)) });
        told.Remember(left.Key, moment);
        told.Owe(call, moment);
    }

    /// <summary>The words may come before the recording they are of: they hang on the call itself.</summary>
    public static void Decide(Incoming incoming, TranscriptReady heard, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(heard.Key))) return;

        var told = new Told(incoming, heard.CallKey, heard.ThreadKey, heard.From, known, plan);
        var call = told.Call(CallDirection.In);
        var moment = told.Add(call, MomentKind.Transcript, new() { ["recording"] = heard.RecordingKey }, heard.Text);
        told.Remember(heard.Key, moment);
        told.Say(call, moment);
    }

    static JsonObject DetailOf(CallProgressed step)
    {
        var detail = new JsonObject { ["step"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(step.Step.ToString()) };
        if (step.Sequence is { } sequence) detail["sequence"] = sequence;
        if (step.Seconds is { } seconds) detail["seconds"] = seconds;
        if (step.CallerProof is { } proof) detail["callerProof"] = proof;
        if (step.Reason is { } reason) detail["reason"] = reason;
        return detail;
    }

    /// <summary>One thing told of a call, with what the host knows around it.</summary>
    sealed class Told(Incoming incoming, string callKey, string threadKey, HandleRef with, Known known, Plan plan)
    {
        readonly Who who = known.Said.ContainsKey(incoming.Name(callKey)) && known.Handles.TryGetValue(incoming.Name(with), out var found)
            ? found : RecognizePerson.Of(incoming, with, known, plan);

        Case? running;

        public bool Has(string step) => known.Has(incoming.Name(CallKeys.Of(callKey, step)));

        /// <summary>The call it is about. Whatever is told of it first makes it: steps overtake one another.</summary>
        public Said Call(CallDirection direction)
        {
            if (known.Said.TryGetValue(incoming.Name(callKey), out var there)) return there;

            var call = MomentOf(MomentKind.Call, callKey, direction == CallDirection.In ? Direction.In : Direction.Out, null, new());
            call.CaseId = who.Block is Block.Blocked or Block.Spam ? null : Running()?.Id;
            plan.Add(call);
            return known.Said[incoming.Name(callKey)] = new(call.Id, who.RootId, call.CaseId, null, call.At);
        }

        public Moment Add(Said call, MomentKind kind, JsonObject detail, string? text = null)
        {
            var moment = MomentOf(kind, incoming.Fact.Key, Direction.In, text, detail);
            (moment.ReplyTo, moment.CaseId) = (call.MomentId, call.CaseId);
            plan.Add(moment);
            return moment;
        }

        public void Remember(string key, Moment moment) => known.Said[incoming.Name(key)] = new(moment.Id, who.RootId, moment.CaseId, null, moment.At);

        /// <summary>Nobody picked up, so somebody calls back: the call continues a case or opens one, with a promise.</summary>
        public void Owe(Said call, Moment heard)
        {
            var said = new MessageReceived(incoming.Fact.Key, incoming.Fact.Surface, incoming.Fact.At, threadKey, with, "");
            if (ReceiveMessage.Place(incoming, said, heard, who, known, plan) is not { } kase) return;

            heard.CaseId = kase.Id;
            ReceiveMessage.Continue(incoming.Thread(threadKey), kase, who, heard, known, plan);
            if (call.CaseId != kase.Id) plan.Place(incoming.WorkspaceId, call.MomentId, kase.Id);
            known.Said[incoming.Name(callKey)] = call with { CaseId = kase.Id };
        }

        /// <summary>We spoke with them: what was promised is kept.</summary>
        public void KeepPromise(Said call, Moment spoke)
        {
            spoke.Direction = Direction.Out;
            if (Running() is not { } kase || spoke.At < kase.LastAt) return;

            kase.AnsweredElsewhere(spoke, known.Workspaces[incoming.WorkspaceId].LookAgain(kase));
            plan.Answer(kase, spoke.At);
            if (call.CaseId is null) plan.Place(incoming.WorkspaceId, call.MomentId, kase.Id);
        }

        /// <summary>What was said is what the inbox shows of it.</summary>
        public void Say(Said call, Moment heard)
        {
            if (call.CaseId is not { } id || known.Cases.GetValueOrDefault(id) is not { IsClosed: false } kase) return;

            kase.Remember(heard);
            plan.Change(kase);
        }

        Case? Running() => running ??=
            known.Threads.TryGetValue(incoming.Thread(threadKey), out var thread) && thread.RootId == who.RootId && known.Cases.GetValueOrDefault(thread.CaseId) is { IsClosed: false } ofThread
                ? ofThread
                : known.Running.TryGetValue(who.RootId, out var cases) ? cases.Where(c => !c.IsClosed).MaxBy(c => (c.LastAt, c.Id)) : null;

        Moment MomentOf(MomentKind kind, string key, Direction direction, string? text, JsonObject detail) => new()
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(incoming.Arrival.ReceivedAt),
            PersonId = who.PersonId,
            At = incoming.At,
            RecordedAt = incoming.Arrival.ReceivedAt,
            Kind = kind,
            Direction = direction,
            Visibility = Visibility.Private,
            ConnectionId = incoming.Connection.Id,
            Surface = incoming.Fact.Surface,
            ThreadKey = threadKey,
            OutsideKey = key,
            AuthorKind = direction == Direction.In ? AuthorKind.Person : AuthorKind.System,
            AuthorId = direction == Direction.In ? who.PersonId : null,
            Text = text,
            Detail = detail,
        };
    }
}
