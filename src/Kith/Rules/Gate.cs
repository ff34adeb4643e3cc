using System.Text;
using Kith.Mail.Html;

namespace Kith.Rules;

/// <summary>
/// The one gate through which words leave. What passed it is a <see cref="Cleared"/>, which nobody else can make, and nothing is packed or sent that
/// is none: a new door that sends either comes through here or does not compile.
/// </summary>
sealed class Gate(KithDb db, RuleBook book, DateTime now)
{
    /// <summary>Throws <c>house_rule</c> with every objection when one stops, or warns and was not overruled. Else the words, or the rule by which somebody must approve them first.</summary>
    public async Task<Passed> PassAsync(WordsAtGate leaving, CancellationToken stop)
    {
        var rules = await book.OfAsync(db, stop);
        var facts = await FactsAsync(leaving, stop);
        var objections = Check(rules.Set, leaving, facts);
        Overrule(objections, leaving.Despite);
        if (!leaving.IsApproved && await db.AskingAsync(rules.Approvals, new(leaving.Me, leaving.Kase.DepartmentId, leaving.Kase.BranchId, facts.Channel, facts.IsPublic, WordsOf(leaving)), now, stop) is { } asks) return new(null, asks);

        return new(new Cleared(leaving.Words, objections, leaving.Me.Id, leaving.Despite?.Reason?.Trim()), null);
    }

    /// <summary>What the rules say to these words, without sending them.</summary>
    public async Task<IReadOnlyList<Objection>> CheckAsync(WordsAtGate leaving, CancellationToken stop) =>
        Check((await book.OfAsync(db, stop)).Set, leaving, await FactsAsync(leaving, stop));

    Task<RuleFacts> FactsAsync(WordsAtGate leaving, CancellationToken stop) => db.FactsAsync(
        leaving.Group,
        new(leaving.Way.Connection.Channel, leaving.Kase.DepartmentId, leaving.Way.Surface.Visibility == Channels.Visibility.Public) { Case = leaving.Kase.Number, IsApprovedText = leaving.Words.Template is not null },
        leaving.Way.Handle,
        stop);

    static IReadOnlyList<Objection> Check(RuleSet set, WordsAtGate leaving, RuleFacts facts)
    {
        var objections = new List<Objection>(set.Check(WordsOf(leaving), facts));
        if (leaving.Words.Subject is { Length: > 0 } subject) objections.AddRange(OfPart(set.Check(subject, facts), WordsPart.Subject));
        // Nobody sees where looks differ from the words beside them, unless somebody made them differ.
        if (leaving.Html is { Length: > 0 } html) objections.AddRange(OfPart(set.Check(HtmlText.Of(html), facts), WordsPart.Looks).Where(one => !objections.Exists(said => said.RuleId == one.RuleId)));
        return objections;
    }

    /// <summary>What must be said need not be said in each part, and a heading has no reading ease.</summary>
    static IEnumerable<Objection> OfPart(IEnumerable<Objection> objections, WordsPart part) => objections.Where(one => one.Length > 0).Select(one => one with { Part = part, Mend = null });

    /// <summary>The name below them is Kith's.</summary>
    static string WordsOf(WordsAtGate leaving) => leaving.Words.Ending is { } ending ? leaving.Words.Text[..^ending.Length] : leaving.Words.Text;

    /// <summary>Throws unless each of them only warns, and somebody said why it is sent all the same.</summary>
    public static void Overrule(IReadOnlyList<Objection> objections, Despite? despite)
    {
        var left = objections.Where(one => one.Stops || despite?.Rules?.Contains(one.RuleId) != true).ToList();
        if (left.Count > 0) throw Refused(objections, left.Find(one => one.Stops) ?? left[0]);
        if (objections.Count > 0 && string.IsNullOrWhiteSpace(despite?.Reason)) throw Refusal.Field("despite", "Say why it is sent all the same.");
        if (despite?.Reason is { Length: > Despite.LongestReason }) throw Refusal.Field("despite", $"A reason has {Despite.LongestReason} characters at most.");
    }

    static Refusal Refused(IReadOnlyList<Objection> objections, Objection first) => new("house_rule", new StringBuilder($"{first.Rule}: {first.Why}").Append(objections.Count > 1 ? $" And {objections.Count - 1} more." : "").ToString())
    {
        More = new Dictionary<string, object?> { ["objections"] = objections, ["stops"] = first.Stops },
    };

    /// <summary>Words that passed. Only the gate makes one.</summary>
    public sealed class Cleared
    {
        internal Cleared(OwnWords words, IReadOnlyList<Objection> overruled, Guid by, string? why) => (Words, this.overruled, this.by, this.why) = (words, overruled, by, why);

        readonly IReadOnlyList<Objection> overruled;
        readonly Guid by;
        readonly string? why;

        public OwnWords Words { get; }

        /// <summary>Kith's own sentence, which nobody wrote and nobody could mend: a link to go on by, the subject of a copy.</summary>
        public static Cleared ByKith(OwnWords words) => new(words, [], Guid.Empty, null);

        /// <summary>One for each rule that was overruled, to be kept with the message.</summary>
        public IEnumerable<Overruling> OverrulingsOf(Moment message) => overruled.DistinctBy(one => one.RuleId).Select(one => new Overruling
        {
            WorkspaceId = message.WorkspaceId,
            Id = Ids.New(message.At),
            RuleId = one.RuleId,
            RuleName = one.Rule,
            TeammateId = by,
            PersonId = message.PersonId,
            MomentId = message.Id,
            Words = Short(one, Words),
            Why = why!,
            At = message.At,
        });

        static string Short(Objection one, OwnWords words)
        {
            var part = one.Part == WordsPart.Subject ? words.Subject ?? "" : words.Text;
            return one.At + one.Length <= part.Length && one.Length is > 0 and <= HouseRule.LongestPhrase ? part.Substring(one.At, one.Length) : "";
        }
    }
}

/// <summary>Words at the gate.</summary>
/// <param name="Html">Their looks, as they were given; null for plain words.</param>
sealed record WordsAtGate(PersonGroup Group, WayFound Way, Case Kase, OwnWords Words, Teammate Me, string? Html = null)
{
    public Despite? Despite { get; init; }

    /// <summary>Somebody approved them, or nobody has to.</summary>
    public bool IsApproved { get; init; }
}

/// <summary>One of the two: words that may go, or the rule by which somebody must approve them.</summary>
sealed record Passed(Gate.Cleared? Words, ApprovalRule? Asks);
