namespace Kith.Connections;

/// <summary>How many bytes of mail all callers together may have in memory.</summary>
sealed class LmtpRoom(long most)
{
    long taken;

    public bool Take(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= most) return true;

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref taken, -bytes);
}
