using FsCheck;
using FsCheck.Fluent;
using Kith.Mail.Imap;

namespace Kith.Mail.Tests.Imap;

public class NamingFolders
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Erledigt & Größe 日", "Erledigt &- Gr&APYA3w-e &ZeU-")]
    [InlineData("&", "&-")]
    [InlineData("☂️🎻", "&JgL+D9g837s-")]
    [InlineData("a\r\nb", "a&AA0ACg-b")]
    [InlineData("", "")]
    public void writes_and_reads_modified_utf7(string name, string written) =>
        Assert.Equal((written, name), (ModifiedUtf7.Encode(name), ModifiedUtf7.Decode(written)));

    [Theory]
    [InlineData("&Jjo")]
    [InlineData("&Jj!-")]
    [InlineData("&A-")]
    [InlineData("a & b - c")]
    public void leaves_what_is_none_as_it_is(string text) => Assert.Equal(text, ModifiedUtf7.Decode(text));

    [Fact]
    public void reads_every_name_it_writes() => Prop.ForAll<NonNull<string>>(name =>
        ModifiedUtf7.Decode(ModifiedUtf7.Encode(name.Get)) == name.Get && !ModifiedUtf7.Encode(name.Get).AsSpan().ContainsAnyExceptInRange(' ', '~')).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new uint[] { 1, 2, 3, 7, 9, 10 }, "1:3,7,9:10")]
    [InlineData(new uint[] { 5, 4, 4, 4294967295 }, "4:5,4294967295")]
    [InlineData(new uint[] { 8 }, "8")]
    public void writes_uids_as_ranges(uint[] uids, string set) => Assert.Equal(set, ImapCommand.Set(uids));

    [Theory]
    [InlineData("\\Seen", true)]
    [InlineData("$Forwarded", true)]
    [InlineData("kith-done", true)]
    [InlineData("\\", false)]
    [InlineData("\\\\Seen", false)]
    [InlineData("a b", false)]
    [InlineData("a)", false)]
    [InlineData("a\r\nK9 DELETE", false)]
    public void takes_only_flags_for_flags(string flag, bool isOne) => Assert.Equal(isOne, ImapCommand.IsFlag(flag));
}
