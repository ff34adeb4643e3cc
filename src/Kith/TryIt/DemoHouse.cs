using System.Text;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>The insurer of the demo: its workspace, departments and branches, team and connections.</summary>
sealed class DemoHouse(Guid workspace)
{
    public const string SmsName = "sms", MailName = "email", TelegramName = "telegram", ForumName = "forum", PageName = "facebook", PageId = "100064531180027", PageTitle = "Marula Mutual", WhatsAppName = "whatsapp", WhatsAppId = "106500000060070", WhatsAppAccount = "419500000060070", PhoneName = "telephone", XName = "x", BlueskyName = "bluesky", InstagramName = "instagram", MastodonName = "mastodon", Bot = "MarulaMutualBot", CarrierAccount = "AC0f7e1d3c5b9a48268d024a6c8e1f3b57", Number = "+27600701234", Password = "marula-demo-2026";

    /// <summary>Their own phones begin so; the second is Rosa's, which rings when somebody calls.</summary>
    const string Desks = "+2760070440";

    /// <summary>How long they have worked with it.</summary>
    public const int DaysOld = 200;

    readonly Dictionary<string, Guid> departments = [], teammates = [], connections = [];

    public Guid WorkspaceId => workspace;

    /// <summary>The API token that was made, to be told once.</summary>
    public string? FreshToken { get; private set; }

    public Guid Department(string name) => departments[name];

    public Guid Teammate(string firstName) => teammates[firstName];

    public Guid Connection(string name) => connections[name];

    public static OpenConnection? ChatIn(ConnectionBook book) => book.All.FirstOrDefault(c => c.Name == "chat" && c.Channel.Id == VisitorDesk.Channel);

    public static async Task<DemoHouse> BuildAsync(Work work, SealedSecrets secrets, Passwords passwords, KithSettings settings, MailPorts mail, DateTime now, CancellationToken stop)
    {
        var house = new DemoHouse(work.WorkspaceId);
        work.Db.Add(new Workspace
        {
            WorkspaceId = house.WorkspaceId,
            Name = "Marula Mutual",
            TimeZone = "Africa/Johannesburg",
            CreatedAt = now.AddDays(-DaysOld),
            FirstAnswerMinutes = 60,
            NextAnswerMinutes = 60,
            Greetings = new() { [""] = "Dear {name|customer}," },
            Signatures = new() { [""] = "{me.name}\n{department} at {workspace}" },
        });
        // Somebody may try the demo at any hour, from anywhere.
        work.Db.Add(Calendar.OfHouse(house.WorkspaceId, now.AddDays(-DaysOld), [.. Enumerable.Range(1, 7).Select(day => new Opening(day, new TimeOnly(6, 0), new TimeOnly(22, 0)))]));
        await work.Db.SaveChangesAsync(stop);
        await house.HireAsync(work.Db, passwords, settings, now, stop);
        house.Organise(work.Db, now);
        house.Connect(work.Db, secrets, settings, mail, now);
        await work.Db.SaveChangesAsync(stop);
        return house;
    }

    async Task HireAsync(KithDb db, Passwords passwords, KithSettings settings, DateTime now, CancellationToken stop)
    {
        (string Name, Role Role)[] team = [("Mina Botha", Role.Owner), ("Rosa Meyer", Role.Teammate), ("Omar Haddad", Role.Teammate), ("Ada Lindqvist", Role.Admin), ("Vera Okafor", Role.Viewer)];
        foreach (var (name, role) in team)
        {
            var first = name.Split(' ')[0];
            var account = Account.For(workspace, $"{first.ToLowerInvariant()}@marula.example", now);
            account.PasswordHash = passwords.Hash(account, Password);
            var teammate = Team.Teammate.Joining(workspace, account, name, role, now.AddDays(-190));
            teammate.Phone = role == Role.Viewer ? null : $"{Desks}{teammates.Count + 1}";
            teammates[first] = teammate.Id;
            db.AddRange(account, teammate);
        }
        await db.SaveChangesAsync(stop);
        FreshToken = DemoKey.Cut(db, workspace, teammates["Mina"], settings, now);
    }

    void Organise(KithDb db, DateTime now)
    {
        (string Name, string Head, string[] Members)[] plan =
        [
            ("Care", "Mina", ["Rosa", "Mina"]), ("Accounts", "Omar", ["Omar"]), ("Claims", "Mina", ["Mina", "Ada"]), ("Rosebank branch", "Rosa", ["Rosa"]), ("Sandton branch", "Omar", ["Omar", "Ada"]), ("Hillbrow branch", "Rosa", ["Rosa", "Ada"]),
        ];
        foreach (var (name, head, members) in plan)
        {
            var id = departments[name] = Ids.New(now);
            db.Add(new Department { WorkspaceId = workspace, Id = id, Name = name, HeadId = teammates[head], IsDefault = name == "Care", OnlyOwnerAnswers = name.EndsWith(" branch", StringComparison.Ordinal), CreatedAt = now.AddDays(-190) });
            db.AddRange(members.Select(member => new DepartmentMember { WorkspaceId = workspace, DepartmentId = id, TeammateId = teammates[member] }));
        }
        (string Name, string Address, string InCharge)[] places =
        [
            ("Rosebank", "17 Keyes Avenue, Rosebank, Johannesburg", "Rosa"), ("Sandton", "88 Maude Street, Sandton, Johannesburg", "Omar"), ("Hillbrow", "4 Claim Street, Hillbrow, Johannesburg", "Rosa"),
        ];
        db.AddRange(places.Select(place => new Branch { WorkspaceId = workspace, Id = Ids.New(now), Name = place.Name, Address = place.Address, InCharge = [teammates[place.InCharge]], CreatedAt = now.AddDays(-190) }));
        db.Add(new ApprovalRule
        {
            WorkspaceId = workspace,
            Id = Ids.New(now),
            Name = "Sandton speaks in public after a second look",
            IsInForce = false,
            Place = RulePlace.Public,
            Departments = [departments["Sandton branch"]],
            Approvers = [teammates["Omar"]],
            StandInId = teammates["Ada"],
            Minutes = 60,
            ChangedAt = now.AddDays(-30),
        });
        var numbers = BuiltInRules.All(workspace).Single(rule => rule.Id == BuiltInRules.Numbers);
        (numbers.Phrases, numbers.ChangedAt) = ([new("MM-###-###", null)], now.AddDays(-30));
        db.Add(numbers);
        (string Name, string[] Words, string Department, bool IsOff)[] routes =
        [
            ("Debit orders and banks", ["debit order", "bank details", "new bank"], "Accounts", false), ("Storm damage", ["hail damage", "storm claim"], "Claims", false), ("Anything at night", [], "Claims", true),
        ];
        db.AddRange(routes.Select((rule, position) => new RoutingRule
        {
            WorkspaceId = workspace,
            Id = Ids.New(now),
            Position = position,
            Name = rule.Name,
            IsOff = rule.IsOff,
            Conditions = rule.Words.Length > 0 ? new() { AnyWords = rule.Words } : new() { InHours = false },
            Outcome = new() { DepartmentId = departments[rule.Department] },
        }));
        db.Add(new OwnField { WorkspaceId = workspace, Id = Ids.New(now), Key = "policy", Label = "Policy", Kind = FieldKind.Text, Position = 1 });
        db.Add(new OwnField { WorkspaceId = workspace, Id = Ids.New(now), Key = "branch", Label = "Branch", Kind = FieldKind.Choice, Choices = ["Rosebank", "Sandton", "Hillbrow"], Position = 2 });
        db.Add(new SavedAnswer
        {
            WorkspaceId = workspace,
            Id = Ids.New(now),
            Title = "Settled, with a thank you",
            Closing = true,
            Language = "en",
            At = now.AddDays(-30),
            Text = "Hello {name|and thank you}, this is settled, and we are sorry it took more than one try. Thank you for telling us.",
        });
        (string Title, string Text, string Shortcut)[] answers =
        [
            ("Policy document", "I have sent the policy document, so that you have it for your records. Page 2 says what is covered.", "policy"),
            ("Photos for a storm claim", "Three photos help most: the whole roof from the street, the damage close up, and the room below it.", "photos"),
            ("Debit order date", "Your debit order goes off on the first working day of the month. Tell me which day suits you and I will change it.", "debit"),
        ];
        db.Add(new SavedView { WorkspaceId = workspace, Id = Ids.New(now), Name = "Said by SMS", TeammateId = teammates["Mina"], For = ViewFor.Everybody, Filter = new(null, null, null, null, "sms", null), ChangedAt = now.AddDays(-20) });
        var photos = Ids.New(now);
        db.Add(new Macro
        {
            WorkspaceId = workspace,
            Id = Ids.New(now),
            Name = "Ask for photos",
            TeammateId = teammates["Mina"],
            For = ViewFor.Everybody,
            Steps = [new(MacroStepKind.Words, photos, null, null, null, null), new(MacroStepKind.Tag, null, null, null, ["photos asked"], null), new(MacroStepKind.Snooze, null, null, null, null, 48)],
            ChangedAt = now.AddDays(-20),
        });
        db.AddRange(answers.Select(a => new SavedAnswer { WorkspaceId = workspace, Id = a.Shortcut == "photos" ? photos : Ids.New(now), Title = a.Title, Text = a.Text, Shortcut = a.Shortcut, Language = "en", At = now.AddDays(-30) }));
    }

    void Connect(KithDb db, SealedSecrets secrets, KithSettings settings, MailPorts mail, DateTime now)
    {
        var secret = settings.DemoSecret is { Length: > 0 } set ? set : null;
        var carrier = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path);
        Connect(db, secrets, SmsName, "sms", Number, now,
            new() { ["account_sid"] = CarrierAccount, ["from"] = Number, ["api"] = $"{Home(settings)}/try/carrier" },
            new() { ["auth_token"] = carrier });
        Connect(db, secrets, PhoneName, "voice", Number, now,
            new() { ["account_sid"] = CarrierAccount, ["number"] = Number, ["ring"] = $"{Desks}2", ["ring_seconds"] = "20", ["api"] = $"{Home(settings)}/try/carrier" },
            new() { ["auth_token"] = carrier });
        Connect(db, secrets, "kannel", "kannel", "+27600705678", now,
            new() { ["send_url"] = "http://127.0.0.1:13013/cgi-bin/sendsms", ["username"] = "kith", ["number"] = "+27600705678" },
            new() { ["password"] = "kith", ["hook_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, "chat", "webchat", "", now,
            new() { ["greeting"] = "Hello. Ask us anything about your cover, or send us a photo of what happened." },
            new() { ["secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Whsec) });
        Connect(db, secrets, MailName, "email", PretendPost.OurAddress, now,
            mail.In(new()
            {
                ["address"] = PretendPost.OurAddress,
                ["name"] = "Marula Mutual",
                ["receiver"] = PretendPost.Receiver,
                ["imap_host"] = MailPorts.Host,
                ["imap_security"] = "none",
                ["smtp_host"] = MailPorts.Host,
                ["smtp_security"] = "none",
            }),
            new() { ["password"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["reply_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["hook_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, TelegramName, "telegram", $"@{Bot}", now,
            new() { ["username"] = Bot, ["api"] = $"{Home(settings)}/try/telegram", ["links"] = $"{Home(settings)}/try/t.me" },
            new() { ["token"] = $"700000001:{secret ?? Channels.Secrets.Make(Channels.SecretShape.Path)}", ["secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, WhatsAppName, "whatsapp", Number, now,
            new() { ["number"] = Number, ["phone_number_id"] = WhatsAppId, ["waba_id"] = WhatsAppAccount, ["graph_url"] = $"{Home(settings)}/try/cloud" },
            new() { ["graph_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["app_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["verify_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, PageName, "messenger", $"{PageTitle} on Facebook", now,
            new() { ["page_id"] = PageId, ["page_name"] = $"{PageTitle} on Facebook", ["graph_url"] = $"{Home(settings)}/try/graph" },
            new() { ["graph_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["app_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["verify_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, InstagramName, "instagram", $"@{PretendInstagram.OurName}", now,
            new() { ["account_id"] = PretendInstagram.OurId, ["account_name"] = $"@{PretendInstagram.OurName}", ["graph_url"] = $"{Home(settings)}/try/graph.instagram.com" },
            new() { ["graph_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["app_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["verify_token"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, XName, "x", $"@{PretendX.OurName}", now,
            new() { ["username"] = PretendX.OurName, ["user_id"] = PretendX.OurId, ["messages"] = "hook", ["api"] = $"{Home(settings)}{XDoors.Below}", ["site"] = $"{Home(settings)}/try/x" },
            new() { ["consumer_key"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["consumer_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path), ["access_token"] = $"{PretendX.OurId}-{secret ?? Channels.Secrets.Make(Channels.SecretShape.Path)}", ["access_secret"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, BlueskyName, "bluesky", $"@{PretendBluesky.OurHandle}", now,
            new() { ["identifier"] = PretendBluesky.OurHandle, ["messages"] = "yes", ["every"] = "2", ["service"] = $"{Home(settings)}/try/bsky.social", ["web"] = $"{Home(settings)}/try/bluesky" },
            new() { ["password"] = secret ?? Channels.Secrets.Make(Channels.SecretShape.Path) });
        Connect(db, secrets, MastodonName, "mastodon", $"@{PretendMastodon.OurAccount}", now,
            new() { ["server"] = Home(settings), ["account"] = $"@{PretendMastodon.OurAccount}", ["pause"] = "2" },
            new() { ["token"] = Unspaced(secret) });
        Connect(db, secrets, "http", "http", "", now, [], new() { ["secret"] = Whsec(secret) });
        Connect(db, secrets, ForumName, "http", "", now, new() { ["target_url"] = $"{Home(settings)}/try/forum" }, new() { ["secret"] = Channels.Secrets.Make(Channels.SecretShape.Whsec) });
    }

    static string Home(KithSettings settings) => settings.PublicUrl ?? settings.Urls.Split(';')[0];

    void Connect(KithDb db, SealedSecrets secrets, string name, string channel, string at, DateTime now, JsonObject open, Dictionary<string, string> closed)
    {
        // As old as it says: a mailbox is read from the day it was connected.
        var since = now.AddDays(-190);
        var id = connections[name] = Guid.CreateVersion7(new DateTimeOffset(since));
        db.Add(new Connection
        {
            WorkspaceId = workspace,
            Id = id,
            Channel = channel,
            Name = name,
            Address = at,
            Settings = open,
            Secrets = secrets.Seal(workspace, id, closed),
            CreatedAt = since,
        });
    }

    /// <summary>A token of Mastodon has no blanks in it.</summary>
    static string Unspaced(string? secret) => secret is null ? Channels.Secrets.Make(Channels.SecretShape.Path) : string.Concat(secret.Select(one => one is > ' ' and <= '~' ? one : '-'));

    /// <summary>Standard Webhooks want their own spelling of a secret; any other is wrapped in it.</summary>
    static string Whsec(string? secret) =>
        secret is null ? Channels.Secrets.Make(Channels.SecretShape.Whsec)
        : secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret
        : "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
}
