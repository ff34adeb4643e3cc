using Kith.Channels;

namespace Kith.Connections;

/// <summary>GET /api/channels: what each channel declares, from which the settings forms are drawn.</summary>
static class ListChannels
{
    public static void MapChannels(this RouteGroupBuilder api) =>
        api.MapGet("/channels", (ChannelRegistry channels) => new Page<ChannelDeclaration>([.. channels.All.Select(ChannelDeclaration.Of)], null)).Allow(Role.Viewer);
}

/// <summary>A channel as the settings page draws it.</summary>
public sealed record ChannelDeclaration(
    string Id, string Name, string Icon, string? DocsUrl, string Note, IReadOnlyList<SetupFieldDeclaration> Setup, IReadOnlyList<SurfaceDeclaration> Surfaces)
{
    public static ChannelDeclaration Of(IChannel channel) => new(
        channel.Id, channel.Name, channel.Icon, channel.DocsUrl, channel.Note,
        [.. channel.Setup.Select(SetupFieldDeclaration.Of)], [.. channel.Surfaces.Select(SurfaceDeclaration.Of)]);
}

/// <summary>A field of the form; <paramref name="Made"/> says that we make the value when it is left empty, and show it once.</summary>
public sealed record SetupFieldDeclaration(
    string Key, string Label, string Kind, string Help, bool Required, IReadOnlyList<string> Choices, string? Check, string? Default, bool Made, bool Finds, bool Rare)
{
    public static SetupFieldDeclaration Of(SetupField field) => new(
        field.Key, field.Label, field.Kind.ToString().ToLowerInvariant(), field.Help, field.Required, field.Choices, field.Check, field.Default, field.Make != SecretShape.None, field.Finds, field.IsRare);
}

/// <summary>Where it can be spoken, and what may be said there.</summary>
/// <param name="Format">html where a message has a subject, other recipients and words with looks; plain elsewhere.</param>
public sealed record SurfaceDeclaration(
    string Id, string Name, Kith.Channels.Visibility Visibility, string HandleKind, TextRuleDeclaration Text, AttachmentRuleDeclaration? Attachments,
    IReadOnlyList<DeliveryProgress> Receipts, bool MayStart, TextFormat Format)
{
    public static SurfaceDeclaration Of(Surface surface) => new(
        surface.Id, surface.Name, surface.Visibility, surface.HandleKind, new(surface.Text.Unit, surface.Text.Max, surface.Text.MaxCharacters),
        surface.Attachments is { } files ? new(files.MaxCount, files.MaxBytes, files.Types) : null, surface.Receipts, surface.MayStart, surface.Format);
}

public sealed record TextRuleDeclaration(TextUnit Unit, int Max, int? MaxCharacters);

public sealed record AttachmentRuleDeclaration(int MaxCount, long MaxBytes, IReadOnlyList<string> Types);
