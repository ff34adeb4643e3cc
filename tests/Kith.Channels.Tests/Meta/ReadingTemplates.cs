using System.Text;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

public class ReadingTemplates
{
    readonly PretendWhatsApp meta = (PretendWhatsApp)Platforms.For("whatsapp");

    [Fact]
    public void fields_stand_in_the_order_in_which_they_are_filled_with_their_examples()
    {
        var paid = Read(PretendTemplates.Page(null)).Templates.Single(one => one.Name == "claim_paid");
        Assert.Equal([(TemplatePart.Header, "1", "CL-1"), (TemplatePart.Body, "1", "Nomsa"), (TemplatePart.Body, "2", "R 1 200"), (TemplatePart.Body, "3", "Friday")], paid.Fields.Select(one => (one.Part, one.Name, one.Example!)));
        Assert.Equal([("quick_reply", "Thank you"), ("url", "My claims")], paid.Buttons.Select(one => (one.Kind, one.Text)));
        Assert.Equal("Claim CL-7\nHello {{2}}, we paid R 5 today. You should see it by Monday.\nMarula Insurance", paid.Words(paid.Filled(["CL-7", "{{2}}", "R 5", "Monday"])!));
    }

    [Fact]
    public void a_named_field_that_stands_twice_is_filled_once()
    {
        var visit = Read(PretendTemplates.Page(null)).Templates.Single(one => one.Name == "visit_planned");
        Assert.Equal([("first_name", "Ana"), ("day", null)], visit.Fields.Select(one => (one.Name, one.Example)));
        Assert.Equal("Olá Ana, vamos na sexta. Até sexta!", visit.Words(visit.Filled(["Ana", "sexta"])!));
    }

    [Theory]
    [InlineData("roof_photo", "Its header needs a picture, a film, a document or a place.")]
    [InlineData("login_code", "It carries a code to sign in with, which a person cannot fill in.")]
    [InlineData("your_link", "One of its buttons needs something that Kith cannot fill in yet.")]
    [InlineData("many_cards", "It has a part that Kith cannot fill in yet.")]
    [InlineData("gap", "Its fields are not numbered in order.")]
    [InlineData("resting", "WhatsApp paused it, because too many people did not want it.")]
    [InlineData("refused", "WhatsApp did not approve it.")]
    [InlineData("new_one", "WhatsApp has not approved it yet.")]
    [InlineData("of_tomorrow", "WhatsApp says something of it that Kith does not know.")]
    public void what_cannot_be_sent_says_why_not(string name, string why) =>
        Assert.Equal(why, Enumerable.Range(0, 4).SelectMany(page => Read(PretendTemplates.Page($"{page * PretendTemplates.OnAPage}")).Templates).Single(one => one.Name == name).WhyNot);

    [Theory]
    [InlineData(200, "{\"error\":{\"code\":10}}", "whatsapp_business_management")]
    [InlineData(400, "{\"error\":{\"code\":100}}", "does not know this WhatsApp Business Account")]
    [InlineData(401, "{\"error\":{\"code\":190}}", "Connect it again")]
    [InlineData(429, "{\"error\":{\"code\":80007}}", "slow down")]
    [InlineData(502, "<html>Bad Gateway", "trouble of its own")]
    [InlineData(200, "<html>Sign in</html>", "does not understand")]
    [InlineData(200, "", "does not understand")]
    public void what_is_no_list_says_why_not(int status, string body, string words) =>
        Assert.Contains(words, Assert.IsType<TemplatesRead.Failed>(Answered(status, body)).Problem.Words, StringComparison.Ordinal);

    [Fact]
    public void braces_without_end_cost_no_more_than_words()
    {
        var opened = string.Concat(Enumerable.Repeat("{{", 2_000_000));
        var list = Read($$$"""{"data":[{"name":"a","language":"en","status":"APPROVED","components":[{"type":"BODY","text":"{{{opened}}}"}]}]}""");
        Assert.Empty(Assert.Single(list.Templates).Fields);
        Assert.Equal(opened, new MessageTemplate("a", "en", "utility", TemplateState.Approved, opened).Words(new("a", "en", [])));
    }

    [Theory, InlineData(132000, "more or fewer fields"), InlineData(132001, "no approved template"), InlineData(132012, "not in the form"), InlineData(132015, "paused"), InlineData(132016, "switched this template off")]
    public void why_a_template_was_not_taken_is_said_in_our_words(int code, string words)
    {
        var ending = Assert.IsType<Ending.Rejected>(meta.Can<IDeliver>()!.Read(new(400, new HeaderBag(), Encoding.UTF8.GetBytes($$$"""{"error":{"code":{{{code}}},"message":"theirs"}}""")), Platform.Noon));
        Assert.Contains(words, ending.Problem.Words, StringComparison.Ordinal);
    }

    TemplatesRead.Page Read(string body) => Assert.IsType<TemplatesRead.Page>(Answered(200, body));

    TemplatesRead Answered(int status, string body) => meta.Can<ITemplates>()!.ReadListing(new(status, new HeaderBag(), Encoding.UTF8.GetBytes(body)));
}
