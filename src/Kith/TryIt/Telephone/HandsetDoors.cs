namespace Kith.TryIt;

/// <summary>The telephone of a pretend phone: GET shows its calls with what is heard, the rest is what hands do.</summary>
static class HandsetDoors
{
    const int LongestWords = 600;
    const string Keys = "0123456789*#";

    public static IResult Read(string number, PretendTelephone telephone) => Results.Json(telephone.Of(PhoneDoors.NumberOf(number)).Select(call => new
    {
        id = call.Sid,
        mine = call.IsFromPhone,
        call.Place,
        at = call.At.UtcDateTime,
        answeredAt = call.AnsweredAt?.UtcDateTime,
        taken = call.WasTaken,
        call.Seconds,
        heard = call.Sounds,
    }), Wire.Json);

    public static async Task<IResult> CallAsync(string number, PretendTelephone telephone)
    {
        var phone = PhoneDoors.NumberOf(number);
        if (telephone.Running(phone) is not null) throw NotNow();
        return await telephone.CallAsync(phone) ? Results.NoContent() : throw PhoneDoors.NotTaken("The telephone company");
    }

    public static IResult HangUp(string number, PretendTelephone telephone)
    {
        var call = Running(number, telephone);
        if (call.IsFromPhone || !call.Do(new Deed.Decline())) call.HangUp();
        return Results.NoContent();
    }

    public static IResult PickUp(string number, PretendTelephone telephone) => Do(number, telephone, new Deed.PickUp());

    public static IResult Decline(string number, PretendTelephone telephone) => Do(number, telephone, new Deed.Decline());

    public static IResult Press(string number, HandsetKey pressed, PretendTelephone telephone) =>
        pressed.Key is { Length: 1 } key && Keys.Contains(key, StringComparison.Ordinal) ? Do(number, telephone, new Deed.Press(key)) : throw Refusal.Field("key", "There is no such key.");

    /// <summary>What is said after the tone: the sound of a microphone, or typed words that are murmured.</summary>
    public static IResult Speak(string number, HandsetWords said, PretendTelephone telephone)
    {
        var words = said.Text?.Trim() ?? "";
        if (words.Length > LongestWords || (words.Length == 0 && said.Sound is null)) throw Refusal.Field("text", $"Say something of up to {LongestWords} characters.");
        if (said.Sound is { } sound && !PretendVoice.IsWave(sound)) throw Refusal.Field("sound", "This is no sound that a telephone carries.");
        return Do(number, telephone, new Deed.Speak(words, said.Sound ?? PretendVoice.Murmur(words)));
    }

    static IResult Do(string number, PretendTelephone telephone, Deed deed) => Running(number, telephone).Do(deed) ? Results.NoContent() : throw NotNow();

    static PretendCall Running(string number, PretendTelephone telephone) => telephone.Running(PhoneDoors.NumberOf(number)) ?? throw NotNow();

    static Refusal NotNow() => new("not_now", "That cannot be done at this moment of the call.");
}

sealed record HandsetKey(string? Key);

/// <param name="Sound">A WAV; null where there is no microphone.</param>
sealed record HandsetWords(string? Text, byte[]? Sound);
