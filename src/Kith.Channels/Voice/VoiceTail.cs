namespace Kith.Channels.Voice;

/// <summary>The doors of a connection, each for one thing that the carrier tells.</summary>
static class VoiceTail
{
    /// <summary>Somebody rings us: the address that is written into the settings of the number.</summary>
    public const string Calls = "calls";

    /// <summary>What became of a call as a whole.</summary>
    public const string Status = "status";

    /// <summary>The phone at the other end of a call rings or was picked up.</summary>
    public const string Leg = "leg";

    /// <summary>The other end is done, or never picked up; the first one waits for what comes next.</summary>
    public const string Dialled = "dialled";

    /// <summary>The caller pressed a key while we spoke.</summary>
    public const string Pressed = "pressed";

    /// <summary>The caller has spoken.</summary>
    public const string After = "after";

    /// <summary>The recording can be fetched.</summary>
    public const string Recording = "recording";

    /// <summary>Its words were heard by a machine.</summary>
    public const string Transcript = "transcript";

    public static readonly string[] All = [Calls, Status, Leg, Dialled, Pressed, After, Recording, Transcript];
}
