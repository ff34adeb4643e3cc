using Kith.Channels;

namespace Kith.Connections;

/// <summary>GET /api/channels: what each channel declares, from which the settings forms are drawn.</summary>
static class ListChannels
{
    public static void MapChannels(this RouteGroupBuilder api) =>
        api.MapGet("/channels", (ChannelRegistry channels, PublicAddress address) => new Page<ChannelDeclaration>([.. channels.All.Select(channel => ChannelDeclaration.Of(channel, address.SignInUrl))], null)).Allow(Role.Viewer);
}

/// <summary>A channel as the settings page draws it.</summary>
/// <param name="SignInUrl">Where a provider sends people back to, for channels that are signed in to there: it must be told so.</param>
public sealed record ChannelDeclaration(
    string Id, string Name, string Icon, string? DocsUrl, string Note, IReadOnlyList<SetupFieldDeclaration> Setup, IReadOnlyList<SurfaceDeclaration> Surfaces, string? SignInUrl)
{
    public static ChannelDeclaration Of(IChannel channel, string signInUrl) => new(
        channel.Id, channel.Name, channel.Icon, channel.DocsUrl, channel.Note,
        [.. channel.Setup.Select(SetupFieldDeclaration.Of)], [.. channel.Surfaces.Select(SurfaceDeclaration.Of)], channel is ISignIn ? signInUrl : null);
}

/// <summary>A field of the form; <paramref name="Made"/> says that we make the value when it is left empty, and show it once.</summary>
public sealed record SetupFieldDeclaration(
    string Key, string Label, string Kind, string Help, bool Required, IReadOnlyList<string> Choices, string? Check, string? Default, bool Made, bool Finds, bool Rare,
    SetupWhenDeclaration? When, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Fills)
{
    public static SetupFieldDeclaration Of(SetupField field) => new(
        field.Key, field.Label, field.Kind.ToString().ToLowerInvariant(), field.Help, field.Required, field.Choices, field.Check, field.Default, field.Make != SecretShape.None, field.Finds, field.IsRare,
        field.When is { } when ? new(when.Key, when.Is) : null, field.Fills);
}

/// <summary>The field is asked for only while another one has one of these values.</summary>
public sealed record SetupWhenDeclaration(string Key, IReadOnlyList<string> Is);

/// <summary>Where it can be spoken, and what may be said there.</summary>
/// <param name="Format">html where a message has a subject, other recipients and words with looks; plain elsewhere.</param>
/// <param name="Like">What others said there can be liked from here.</param>
/// <param name="Hide">What others said there can be hidden from here.</param>
public sealed record SurfaceDeclaration(
    string Id, string Name, Kith.Channels.Visibility Visibility, string HandleKind, TextRuleDeclaration Text, AttachmentRuleDeclaration? Attachments,
    IReadOnlyList<DeliveryProgress> Receipts, bool MayStart, TextFormat Format, bool Like, bool Hide)
{
    public static SurfaceDeclaration Of(Surface surface) => new(
        surface.Id, surface.Name, surface.Visibility, surface.HandleKind, new(surface.Text.Unit, surface.Text.Max, surface.Text.MaxCharacters),
        surface.Attachments is { } files ? new(files.MaxCount, files.MaxBytes, files.Types) : null, surface.Receipts, surface is { MayStart: true, Wire: not Channels.Wire.Call }, surface.Format, surface.Like, surface.Hide);
}

public sealed record TextRuleDeclaration(TextUnit Unit, int Max, int? MaxCharacters);

public sealed record AttachmentRuleDeclaration(int MaxCount, long MaxBytes, IReadOnlyList<string> Types);
