namespace Kith.Mail.Wire;

/// <summary>What a server says, as people may read it: on one line, not too long, and without what we told it in secret.</summary>
sealed class ServerWords(MailSignIn signIn)
{
    const int Longest = 500;

    // The longest first: a shorter one may stand in it.
    readonly string[] secrets = [.. Secrets(signIn).OrderByDescending(secret => secret.Length)];

    public string Clean(string words)
    {
        var line = new string([.. words.Take(4 * Longest).Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)]);
        foreach (var secret in secrets) line = line.Replace(secret, "…", StringComparison.Ordinal);
        return line.Length > Longest ? line[..Longest] : line;
    }

    static string[] Secrets(MailSignIn signIn) => signIn switch
    {
        MailSignIn.Password { Secret: { Length: > 0 } secret } => [secret, Sasl.Base64(secret), Sasl.FirstWords("PLAIN", signIn)],
        MailSignIn.Token { AccessToken: { Length: > 0 } token } => [token, Sasl.FirstWords("XOAUTH2", signIn)],
        _ => [],
    };
}
