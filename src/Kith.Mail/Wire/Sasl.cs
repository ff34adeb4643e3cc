using System.Text;

namespace Kith.Mail.Wire;

/// <summary>What is said to sign in (RFC 4422): PLAIN (RFC 4616), LOGIN, and XOAUTH2 as Google and Microsoft describe it.</summary>
static class Sasl
{
    /// <summary>The mechanism to use of those that a server offers; null when there is none.</summary>
    public static string? Choose(MailSignIn signIn, IReadOnlyCollection<string> offered)
    {
        string[] known = signIn switch { MailSignIn.Token => ["XOAUTH2"], MailSignIn.Password => ["PLAIN", "LOGIN"], _ => [] };
        return known.FirstOrDefault(mechanism => offered.Contains(mechanism, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The initial response, in base64.</summary>
    public static string FirstWords(string mechanism, MailSignIn signIn) => signIn switch
    {
        MailSignIn.Token token => Base64($"user={token.Name}\u0001auth=Bearer {token.AccessToken}\u0001\u0001"),
        MailSignIn.Password password when mechanism == "PLAIN" => Base64($"\0{password.Name}\0{password.Secret}"),
        MailSignIn.Password password => Base64(password.Name),
        _ => "",
    };

    public static string Base64(string words) => Convert.ToBase64String(Encoding.UTF8.GetBytes(words));
}
