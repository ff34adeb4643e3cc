namespace Kith.Channels.Email;

static class OwnAddress
{
    extension(Account account)
    {
        /// <summary>The address people write to, in its one form; as it was typed where it is none.</summary>
        public string OwnEmail => account.Email(account["address"]) ?? account["address"];
    }
}
