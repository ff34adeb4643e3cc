namespace Kith.TryIt;

/// <summary>
/// Fills an empty Kith with the demo, once: an insurer, its team, and a believable week that ends a minute ago. A Kith that holds
/// anything already is left as it is, but for the addresses of the pretend carrier, the pretend Telegram, the pretend WhatsApp, the pretend forum, the pretend Facebook, Instagram, X, Bluesky and Mastodon and the pretend mail house, which are
/// wherever we listen today.
/// </summary>
sealed class SeedDemo(Store store, SealedSecrets secrets, Passwords passwords, FindWorkspace find, ConnectionBook book, PublicAddress address, PretendForum forum, Squares squares, PretendPost post, PretendMailServers servers, KeptFiles files, KithSettings settings, TimeProvider clock)
    : IHostedLifecycleService
{
    string? freshToken;
    bool isFresh;

    public async Task StartingAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await find.OldestAsync(stop) is { } kept)
        {
            await using var known = await store.WriteAsync(kept.Id, Actor.System, "fit the demo's token", stop);
            await DemoKey.FitAsync(known.Db, settings, now, stop);
            await FitMailAsync(known.Db, stop);
            await known.CommitAsync(stop);
            return;
        }
        await using var work = await store.WriteAsync(Ids.New(now), Actor.System, "seed the demo", stop);
        var house = await DemoHouse.BuildAsync(work, secrets, passwords, settings, servers.Open(new(0, 0)), now, stop);
        await DemoDocuments.FileAsync(work.Db, files, house, now, stop);
        DemoWeek.Tell(new DemoPen(work.Db, house, now));
        await work.Db.SaveChangesAsync(stop);
        await DemoKey.FitAsync(work.Db, settings, now, stop);
        await work.CommitAsync(stop);
        (freshToken, isFresh) = (house.FreshToken, true);
        find.Forget();
        DemoMails.Bring(post);
    }

    public Task StartAsync(CancellationToken stop) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken stop)
    {
        await book.SettledAsync();
        if (book.All.FirstOrDefault(c => c.Name == DemoHouse.SmsName && c.Account["account_sid"] == DemoHouse.CarrierAccount) is not { } sms) return;

        await PointAsync(sms, new() { ["api"] = $"{address.Base}/try/carrier" }, stop);
        if (PretendTelephone.In(book) is { } line) await PointAsync(line, new() { ["api"] = $"{address.Base}/try/carrier" }, stop);
        if (PretendWhatsApp.In(book) is { } whatsApp) await PointAsync(whatsApp, new() { ["graph_url"] = $"{address.Base}/try/cloud" }, stop);
        if (book.All.FirstOrDefault(c => c.Name == DemoHouse.TelegramName && c.Account["username"] == DemoHouse.Bot) is { } telegram)
            await PointAsync(telegram, new() { ["api"] = $"{address.Base}/try/telegram", ["links"] = $"{address.Base}/try/t.me" }, stop);
        if (PretendForum.In(book) is { } talk)
        {
            await PointAsync(talk, new() { ["target_url"] = $"{address.Base}/try/forum" }, stop);
            if (isFresh) await forum.BringAsync(talk, stop);
        }
        foreach (var square in squares.All) await FillAsync(square, stop);
        Console.WriteLine(DemoWelcome.Words(address.Base, settings, freshToken));
    }

    public Task StoppingAsync(CancellationToken stop) => Task.CompletedTask;

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken stop) => await servers.DisposeAsync();

    /// <summary>Before anybody reads the mailbox: its servers may be elsewhere today.</summary>
    async Task FitMailAsync(KithDb db, CancellationToken stop)
    {
        if (await db.Connections.SingleOrDefaultAsync(c => c.Name == DemoHouse.MailName && c.Address == PretendPost.OurAddress, stop) is not { } row) return;
        if (row.Settings["smtp_host"]?.ToString() != MailPorts.Host) return;

        var before = MailPorts.Of(row.Settings);
        var now = servers.Open(before);
        if (now == before) return;

        row.Settings = now.In(row.Settings);
        row.Version++;
    }

    async Task FillAsync(PretendSquare square, CancellationToken stop)
    {
        if (square.Customer is not { } customer) return;

        await PointAsync(customer, square.PlacesAt(address.Base), stop);
        if (isFresh)
        {
            await square.BringAsync(stop);
            return;
        }
        square.Lay();
        await RecallSquare.FillAsync(square, store, stop);
        square.Like();
    }

    async Task PointAsync(OpenConnection connection, Dictionary<string, string> places, CancellationToken stop)
    {
        if (places.All(place => connection.Account[place.Key] == place.Value)) return;

        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "point at the pretend other side", stop);
        var row = await work.Db.Connections.SingleAsync(c => c.Id == connection.Id, stop);
        row.Settings = new(row.Settings.Where(pair => !places.ContainsKey(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        foreach (var (key, url) in places) row.Settings[key] = url;
        row.Version++;
        // What failed there failed at an address of yesterday.
        row.Wake();
        await work.CommitAsync(stop);
        await book.SettledAsync();
    }
}
