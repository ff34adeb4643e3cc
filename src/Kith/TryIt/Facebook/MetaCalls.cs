using Kith.Channels;
using Kith.Channels.Meta;

namespace Kith.TryIt;

/// <summary>What all of the pretend platforms of Meta do alike: they tell Kith's real hook what happened, signed.</summary>
static class MetaCalls
{
    /// <summary>True when the hook took it.</summary>
    public static async Task<bool> TellAsync(this OutboundWire wire, OpenConnection? customer, byte[] body, string label, CancellationToken stop)
    {
        if (customer is null) return false;

        var carried = await wire.SendAsync(new WireRequest("POST", customer.Account.HookUrl, label)
        {
            ContentType = "application/json",
            Headers = [new("X-Hub-Signature-256", MetaSignature.Sign(customer.Account["app_secret"], body))],
            Body = body,
        }, stop);
        return carried.Answer is { Status: >= 200 and < 300 };
    }
}
