using System.Text.RegularExpressions;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    public static void it_says_who_it_is(Platform platform)
    {
        Assert.Matches("^[a-z][a-z0-9]{0,20}$", platform.Channel.Id);
        Assert.NotEmpty(platform.Channel.Name);
        Assert.NotEmpty(platform.Channel.Icon);
        Assert.NotEmpty(platform.Channel.Note);
        Assert.NotEmpty(platform.Channel.Surfaces);
        Assert.Equal(platform.Channel.Surfaces.Count, platform.Channel.Surfaces.DistinctBy(surface => surface.Id).Count());
    }

    public static void it_can_do_what_it_declares(Platform platform)
    {
        if (platform.Channel.Intake.Contains(IntakeKind.Webhook))
        {
            Assert.NotNull(platform.Can<IProof>());
            Assert.NotNull(platform.Can<IReadFacts>());
        }
        Assert.Equal(platform.Channel.Intake.Contains(IntakeKind.Mailbox), platform.Can<IMailbox>() is not null);
        Assert.Equal(platform.Channel.Intake.Contains(IntakeKind.Poll), platform.Can<IPoll>() is not null);
        Assert.NotNull(platform.Can<IPrepare>());
        Assert.Equal(platform.Channel.Surfaces.Any(surface => surface.SendSafety == SendSafety.LookBeforeResend), platform.Can<ISettle>() is not null);
        Assert.True(platform.Can<IAct>() is not null || !platform.Channel.Surfaces.Any(surface => surface.Like || surface.Hide));
        Assert.NotNull(platform.Can<ISetup>());
        foreach (var surface in platform.Channel.Surfaces)
        {
            Assert.Equal(surface.Wire == Wire.Http, platform.Can<IDeliver>() is not null);
            Assert.Equal(surface.Wire == Wire.Call, platform.Can<ICall>() is not null);
            Assert.Equal(surface.Wire == Wire.Mail, platform.Can<IPost>() is not null);
            if (surface.Id == platform.Surface.Id) Assert.Subset(surface.Receipts.ToHashSet(), platform.ReceiptsItSends.ToHashSet());
        }
    }

    public static void its_form_can_be_drawn(Platform platform)
    {
        Assert.NotEmpty(platform.Channel.Setup);
        Assert.Equal(platform.Channel.Setup.Count, platform.Channel.Setup.DistinctBy(field => field.Key).Count());
        foreach (var field in platform.Channel.Setup)
        {
            Assert.Matches("^[a-z][a-z_]+$", field.Key);
            Assert.NotEmpty(field.Label);
            Assert.EndsWith(".", field.Help);
            if (field.Kind != FieldKind.Secret) Assert.Equal(SecretShape.None, field.Make);
            else if (field.Make != SecretShape.None) Assert.NotEqual(Secrets.Make(field.Make), Secrets.Make(field.Make));
        }
    }

    public static void where_people_find_it_can_be_opened_and_tells_no_secret(Platform platform)
    {
        if (platform.Can<IFound>() is not { } found) return;

        var secrets = platform.Channel.Setup.Where(field => field.Kind == FieldKind.Secret).Select(field => platform.Account[field.Key]).Where(secret => secret.Length > 0).ToList();
        Assert.All(found.Found(platform.Account), place =>
        {
            Assert.Contains(place.Surface, platform.Channel.Surfaces.Select(surface => surface.Id));
            Assert.NotEmpty(place.Shown);
            Assert.True(place.Url is null || Uri.TryCreate(place.Url, UriKind.Absolute, out _));
            Assert.DoesNotContain(secrets, secret => $"{place.Shown} {place.Url}".Contains(secret, StringComparison.Ordinal));
        });
        Assert.Empty(found.Found(platform.With(platform.Channel.Setup.Select(field => (field.Key, "")))));
    }

    public static void a_missing_setting_is_named(Platform platform)
    {
        foreach (var field in platform.Channel.Setup.Where(field => field.Required))
            Assert.Contains(platform.Can<ISetup>()!.Review(platform.With([(field.Key, "")])), finding => !finding.Ok && finding.Field == field.Key);
    }

    public static void its_folder_explains_it(Platform platform)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.FolderOf(platform.Channel is Tampered tampered ? tampered.Inner : platform.Channel), "README.md"));
        foreach (var heading in new[] { "Connect", "carry", "Limits", "Keys", "Odd", "exercised", "Sources" })
            Assert.Matches(new Regex($"^#+ .*{heading}", RegexOptions.Multiline), readme);
        foreach (var field in platform.Channel.Setup) Assert.Contains($"`{field.Key}`", readme);
    }
}
