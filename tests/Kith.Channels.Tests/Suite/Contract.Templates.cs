using System.Text;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    public static void templates_are_there_exactly_where_a_surface_takes_them(Platform platform) =>
        Assert.Equal(platform.Channel.Surfaces.Any(surface => surface.Templates), platform.Can<ITemplates>() is not null);

    public static void every_page_of_the_templates_is_read(Platform platform)
    {
        if (platform.Can<ITemplates>() is null) return;

        var all = platform.AllTemplates();
        Assert.Equal(all.Count, all.DistinctBy(one => (one.Name, one.Language)).Count());
        Assert.True(all.Count > platform.TemplatesOnAPage);
        Assert.All(all, one => Assert.True(one.Name.Length > 0 && one.Language.Length > 0 && one.Category == one.Category.ToLowerInvariant()));
    }

    public static void a_template_that_cannot_be_sent_says_why(Platform platform)
    {
        if (platform.Can<ITemplates>() is null) return;

        var all = platform.AllTemplates();
        Assert.Equal(platform.TemplatesToSend.Order(), all.Where(one => one.WhyNot is null).Select(one => one.Name).Order());
        Assert.All(all.Where(one => one.State != TemplateState.Approved), one => Assert.NotNull(one.WhyNot));
    }

    public static void a_template_leaves_as_it_was_filled(Platform platform)
    {
        if (platform.Can<ITemplates>() is null) return;

        foreach (var template in platform.AllTemplates().Where(one => one.WhyNot is null))
        {
            var filled = template.Filled([.. template.Fields.Select((_, at) => $"value {at} for {template.Name} {{{{1}}}}")])!;
            Assert.Equal("Accepted", new SmallHost(platform).Send(ByTemplate(platform, template, filled), $"{AttemptKey}-{template.Name}"));
            Assert.Equal(1, platform.CopiesOf(template.Words(filled)));
        }
    }

    public static void a_template_goes_when_words_may_not_and_never_after_stop(Platform platform)
    {
        if (platform.Can<ITemplates>() is null) return;

        var (template, filled) = platform.AnyTemplate();
        var late = ByTemplate(platform, template, filled) with { Situation = new(Platform.Noon.AddDays(-60), false) };
        Assert.IsType<Prepared.Ready>(platform.Can<IPrepare>()!.Prepare(late, platform.Account, Platform.Noon));
        Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(late with { Template = null }, platform.Account, Platform.Noon));
        Assert.Equal(ProblemCode.OptedOut, Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(late with { Situation = new(Platform.Noon, true) }, platform.Account, Platform.Noon)).Problem.Code);
    }

    public static void a_value_that_the_platform_refuses_is_refused_before(Platform platform)
    {
        if (platform.Can<ITemplates>() is null) return;

        var (template, filled) = platform.AnyTemplate();
        foreach (var odd in new[] { "", "  ", "a\nb", "a\tb", "a\r\nb", "a     b", new string('x', 5000) })
        {
            var spoiled = filled with { Values = [filled.Values[0] with { Text = odd }, .. filled.Values.Skip(1)] };
            Assert.NotEmpty(Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(ByTemplate(platform, template, spoiled), platform.Account, Platform.Noon)).WayOut);
        }
        foreach (var values in new TemplateValue[][] { [.. filled.Values, filled.Values[0]], [filled.Values[0] with { Field = "" }, .. filled.Values.Skip(1)] })
            Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(ByTemplate(platform, template, filled with { Values = values }), platform.Account, Platform.Noon));
        Assert.Null(template.Filled([]));
        Assert.Null(template.Filled([.. template.Fields.Select(_ => "x"), "one more"]));
    }

    public static void no_list_of_templates_breaks_the_reader(Platform platform)
    {
        if (platform.Can<ITemplates>() is not { } templates) return;

        var whole = platform.Take(templates.Listing(platform.Account, null))!.Body.ToArray();
        IEnumerable<byte[]> bodies =
        [
            .. Hostile.Bodies(), .. Enumerable.Range(0, 60).Select(at => whole[..(whole.Length * at / 60)]), "<!doctype html><h1>Bad Gateway</h1>"u8.ToArray(), new byte[16 * 1024 * 1024],
            .. Odd.SelectMany(odd => Places.Select(place => Encoding.UTF8.GetBytes(place.Replace("?", odd, StringComparison.Ordinal)))),
        ];
        foreach (var body in bodies)
            foreach (var status in new[] { 200, 302, 400, 401, 404, 429, 500, 503 })
            {
                var read = templates.ReadListing(new(status, new HeaderBag(), body));
                if (status != 200) Assert.NotEmpty(Assert.IsType<TemplatesRead.Failed>(read).Problem.Words);
            }
        Assert.IsType<TemplatesRead.Failed>(templates.ReadListing(new(200, new HeaderBag(), "{\"error\":{\"code\":190,\"message\":\"no\"}}"u8.ToArray())));
        Assert.IsType<TemplatesRead.Failed>(templates.ReadListing(new(200, new HeaderBag(), "<html>"u8.ToArray())));
    }

    static readonly string[] Odd = ["null", "1", "1e999", "true", "\"x\"", "\"\\ud800\"", "[]", "{}", "[[[[null]]]]", "[{\"type\":\"BODY\",\"text\":\"{{1}} {{ {{{{2}} {{x\"}]", "[null,1,[],{\"type\":1}]"];

    static readonly string[] Places =
    [
        "{\"data\":?}", "{\"data\":[?]}", "{\"data\":[],\"paging\":?}", "{\"data\":[],\"paging\":{\"next\":\"x\",\"cursors\":?}}", "{\"error\":?}", "{\"error\":{\"code\":?}}", "{\"data\":[{\"name\":?,\"language\":\"en\"}]}",
        "{\"data\":[{\"name\":\"a\",\"language\":?}]}", "{\"data\":[{\"name\":\"a\",\"language\":\"en\",\"status\":?,\"category\":?,\"components\":?}]}",
        "{\"data\":[{\"name\":\"a\",\"language\":\"en\",\"status\":\"APPROVED\",\"components\":[{\"type\":\"BODY\",\"text\":?,\"example\":?},{\"type\":\"HEADER\",\"format\":?,\"text\":?},{\"type\":\"BUTTONS\",\"buttons\":?}]}]}",
        "{\"data\":[{\"name\":\"a\",\"language\":\"en\",\"status\":\"APPROVED\",\"components\":[{\"type\":\"BODY\",\"text\":\"{{1}}\",\"example\":{\"body_text\":?,\"body_text_named_params\":?}}]}]}",
    ];

    static Draft ByTemplate(Platform platform, MessageTemplate template, FilledTemplate filled) => platform.Draft(template.Words(filled)) with { Template = filled };

    extension(Platform platform)
    {
        List<MessageTemplate> AllTemplates()
        {
            var (templates, all, after) = (platform.Can<ITemplates>()!, new List<MessageTemplate>(), (string?)null);
            for (var pages = 0; pages < 20; pages++)
            {
                var read = Assert.IsType<TemplatesRead.Page>(templates.ReadListing(platform.Take(templates.Listing(platform.Account, after))!));
                all.AddRange(read.Templates);
                if (read.After is null) return all;
                after = read.After;
            }
            throw new InvalidOperationException("The list of templates never ends.");
        }

        (MessageTemplate Template, FilledTemplate Filled) AnyTemplate()
        {
            var template = platform.AllTemplates().First(one => one is { WhyNot: null, Fields.Count: > 1 });
            return (template, template.Filled([.. template.Fields.Select((_, at) => $"value {at}")])!);
        }
    }
}
