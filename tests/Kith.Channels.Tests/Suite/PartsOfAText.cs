namespace Kith.Channels.Tests.Suite;

/// <summary>Trap 2: receipts come by part and out of order, and the tick under the bubble is one.</summary>
public class PartsOfAText
{
    [Theory]
    [InlineData("a8 a1", 1, DeliveryProgress.Delivered)]
    [InlineData("a1 a8", 1, DeliveryProgress.Delivered)]
    [InlineData("a8 b8 a1", 2, DeliveryProgress.Sent)]
    [InlineData("a8 b8 a1 b1", 2, DeliveryProgress.Delivered)]
    [InlineData("a8 a1 b1 b8", 2, DeliveryProgress.Delivered)]
    [InlineData("b1 a8 b8 a1", 2, DeliveryProgress.Delivered)]
    [InlineData("a1 b1", 3, DeliveryProgress.Sent)]
    [InlineData("a8 b8 a1 b2", 2, DeliveryProgress.Failed)]
    [InlineData("a1", 3, DeliveryProgress.Delivered)]
    public void count_together(string receipts, int expected, DeliveryProgress wanted)
    {
        var (kept, whole) = ("", DeliveryProgress.Accepted);
        foreach (var receipt in receipts.Split(' ')) (kept, whole) = DeliveryParts.Add(kept, receipt[..1], Progress(receipt[1]), expected);
        Assert.Equal(wanted, whole);
    }

    [Fact]
    public void survive_what_was_kept_being_odd()
    {
        foreach (var odd in new[] { null, "", " ", "=", "a", "a=", "=Sent", "a=Eaten", "a=b=Sent" })
            Assert.Equal(DeliveryProgress.Sent, DeliveryParts.Add(odd, "p", DeliveryProgress.Sent, 1).Whole);
    }

    static DeliveryProgress Progress(char type) => type switch { '8' => DeliveryProgress.Sent, '1' => DeliveryProgress.Delivered, _ => DeliveryProgress.Failed };
}
