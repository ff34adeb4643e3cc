namespace Kith.Team;

static class TeammateEmail
{
    public static string Read(string? said) => EmailAddress.TryParse(said, out var address)
        ? address.Value : throw Refusal.Field("email", "This is no email address.");
}
