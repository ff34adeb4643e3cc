using System.Globalization;
using System.Text;

namespace Kith.Channels.Tests.Suite;

/// <summary>
/// The files in each channel's <c>samples/</c>: requests we wrote in the vendor's documented shape (<c>.in</c>) with the facts they hold
/// (<c>.facts.json</c>), and what leaves for a draft (<c>.out</c>). Named after the channel: <c>sms-message.in</c>. What the platform
/// adds itself, its signature, is added when the sample is read. <c>KITH_APPROVE=1</c> writes what is expected anew.
/// </summary>
public class Samples
{
    [Fact]
    public void there_are_some_for_every_channel() =>
        Assert.All(Platforms.Ids, id => Assert.NotEmpty(FilesOf(id)));

    public static TheoryData<string, string> Requests()
    {
        var all = new TheoryData<string, string>();
        foreach (var id in Platforms.Ids)
            foreach (var file in FilesOf(id)) all.Add(id, Path.GetFileName(file));
        return all;
    }

    [Theory, MemberData(nameof(Requests))]
    public void hold_these_facts(string channel, string file)
    {
        var platform = Platforms.For(channel);
        var path = Path.Combine(Repository.FolderOf(platform.Channel), "samples", file);
        var request = platform.Sign(Parse(File.ReadAllBytes(path), platform));
        var host = new SmallHost(platform);
        var proof = Assert.IsType<Proof.Genuine>(host.Receive(request));
        Approve(Path.ChangeExtension(path, ".facts.json"), FactText.Write(host.Read(proof, request)));
    }

    [Theory, MemberData(nameof(Drafts))]
    public void leave_like_this(string channel, string name)
    {
        var platform = Platforms.For(channel);
        var draft = platform.Drafts.Single(one => one.Name == name).Draft;
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(platform.Can<IPrepare>()!.Prepare(draft, platform.Account, Platform.Noon)).Parcels);
        const string Key = "019a9b1c-5f00-7000-8000-00000000aaaa";
        var leaving = platform.Can<IPost>() is { } post ? Write(platform.Composed(post, parcel, Key)) : Write(platform.Can<IDeliver>()!.Request(parcel, Key, platform.Account, Platform.Noon));
        Approve(Path.Combine(Repository.FolderOf(platform.Channel), "samples", $"{channel}-{name}.out"), leaving);
    }

    public static TheoryData<string, string> Drafts()
    {
        var all = new TheoryData<string, string>();
        foreach (var id in Platforms.Ids)
            foreach (var (name, _) in Platforms.For(id).Drafts) all.Add(id, name);
        return all;
    }

    static string[] FilesOf(string channel)
    {
        var folder = Path.Combine(Repository.FolderOf(Platforms.For(channel).Channel), "samples");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, $"{channel}-*.in") : [];
    }

    static RawRequest Parse(byte[] file, Platform platform)
    {
        var split = file.AsSpan().IndexOf("\n\n"u8);
        var lines = Encoding.UTF8.GetString(file, 0, split < 0 ? file.Length : split).TrimEnd('\n').Split('\n');
        var (method, target) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1].Split('?', 2));
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        var query = target.Length > 1 ? target[1] : "";
        var body = split < 0 ? [] : file[(split + 2)..];
        return new(method, target[0].Trim('/'), query, $"{platform.HookUrl}{target[0].TrimEnd('/')}{(query.Length > 0 ? "?" : "")}{query}", new HeaderBag(headers), body.AsSpan().TrimEnd((byte)'\n').ToArray());
    }

    internal static string Write(WireRequest request)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Url}\n");
        foreach (var (name, value) in request.Headers.Concat(request.Stamp?.Invoke(Platform.Noon, "4f2c1e0d9b8a7f65") ?? [])) text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        if (request.ContentType is { } type) text.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\n");
        return text.Append(CultureInfo.InvariantCulture, $"\n{Encoding.UTF8.GetString(request.Body.Span)}\n").ToString();
    }

    static string Write(MailToPost mail)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{mail.Server.Security} {mail.Server.Host}:{mail.Server.Port}\nMAIL FROM:<{mail.Envelope.From}>\n");
        foreach (var recipient in mail.Envelope.Recipients) text.Append(CultureInfo.InvariantCulture, $"RCPT TO:<{recipient}>\n");
        return text.Append(CultureInfo.InvariantCulture, $"\n{Encoding.UTF8.GetString(mail.Bytes.Span).ReplaceLineEndings("\n")}").ToString();
    }

    internal static void Approve(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("KITH_APPROVE") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
