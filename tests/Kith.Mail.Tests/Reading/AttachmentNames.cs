namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfalls 19 and 22, F11 and F12: names of files, by RFC 2231 and otherwise.</summary>
public class AttachmentNames
{
    [Theory]
    [InlineData("attachment; filename=policy.pdf", "policy.pdf")]
    [InlineData("attachment; filename=\"my policy.pdf\"", "my policy.pdf")]
    [InlineData("attachment; filename=my policy.pdf", "my policy.pdf")]
    [InlineData("attachment; filename=\"a;b=c.pdf\"", "a;b=c.pdf")]
    [InlineData("attachment; filename*=utf-8''Rechnung%20%E2%82%AC.pdf", "Rechnung €.pdf")]
    [InlineData("attachment; filename*=iso-8859-1'de'Gr%FC%DFe.pdf", "Grüße.pdf")]
    [InlineData("attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9F; filename*2=e.pdf", "Grüße.pdf")]
    [InlineData("attachment; filename*1=b.pdf; filename*0=a", "ab.pdf")]
    [InlineData("attachment; filename=old.pdf; filename*=utf-8''new.pdf", "new.pdf")]
    [InlineData("attachment; filename*=100%25.pdf", "100%.pdf")]
    [InlineData("attachment; filename*=utf-8''%zz.pdf", "%zz.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?q?Gr=C3=BC=C3=9Fe.pdf?=\"", "Grüße.pdf")]
    [InlineData("attachment; filename==?utf-8?q?a_b.pdf?=", "a b.pdf")]
    [InlineData("attachment; filename=\"Grüße.pdf\"", "Grüße.pdf")]
    [InlineData("attachment filename=policy.pdf", "policy.pdf")]
    [InlineData("attachment; filename=\"a.pdf\" size=12", "a.pdf")]
    [InlineData("attachment;; ; filename=a.pdf;", "a.pdf")]
    [InlineData("attachment; FileName=a.pdf", "a.pdf")]
    [InlineData("filename=a.pdf", "a.pdf")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"C:\\Users\\nomsa\\roof.png\"", "roof.png")]
    [InlineData("attachment; filename=\"..\"", "")]
    [InlineData("attachment; filename=\"roof\u202Egnp.exe\"", "roofgnp.exe")]
    [InlineData("attachment; filename=\"a\0b.pdf\"", "a b.pdf")]
    [InlineData("attachment; filename*=utf-8''a%0D%0Ab.pdf", "a  b.pdf")]
    [InlineData("attachment; filename*=utf-8''..%2F..%2Fb.pdf", "b.pdf")]
    [InlineData("attachment; filename*=utf-8''a%E2%80%AEb.pdf", "ab.pdf")]
    [InlineData("attachment; filename=\"\"", "")]
    [InlineData("attachment", "")]
    public void are_read_and_lead_nowhere(string disposition, string name) =>
        Assert.Equal(name, Assert.Single(Written.Read($"Content-Type: application/pdf\nContent-Disposition: {disposition}\n\nx").Attachments).Name);

    [Fact]
    public void are_cut_before_their_ending()
    {
        var name = Assert.Single(Written.Read($"Content-Type: application/pdf; name=\"{new string('n', 500)}.pdf\"\n\nx").Attachments).Name;
        Assert.Equal(200, name.Length);
        Assert.EndsWith("n.pdf", name);
    }

    [Fact]
    public void come_from_the_type_where_the_disposition_has_none() =>
        Assert.Equal("roof.png", Assert.Single(Written.Read("Content-Type: image/png; name=roof.png\nContent-Disposition: attachment\n\nx").Attachments).Name);
}
