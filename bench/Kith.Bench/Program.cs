using Kith.Bench;

switch (args.FirstOrDefault())
{
    case "intake": await IntakeBench.RunAsync(args.Skip(1).ToList()); return 0;
    case "path": return await PathBench.RunAsync(args.Skip(1).ToList()) ? 0 : 1;
    case "mail": await MailBench.RunAsync([.. args.Skip(1)]); return 0;
    case "memory": await MemoryBench.RunAsync(); return 0;
    case "hooks": await HooksBench.RunAsync([.. args.Skip(1)]); return 0;
    case "square": await SquareBench.RunAsync([.. args.Skip(1)]); return 0;
    case "lists": await ListsBench.RunAsync(args.Skip(1).ToList()); return 0;
    case "served": await ServedBench.RunAsync([.. args.Skip(1)]); return 0;
    case "promises": await PromisesBench.RunAsync([.. args.Skip(1)]); return 0;
    case "routes": RoutesBench.Run(); return 0;
    case "verify": await VerifyBench.RunAsync([.. args.Skip(1)]); return 0;
    case "restore": await RestoreBench.RunAsync([.. args.Skip(1)]); return 0;
    case "flood": return await SeedFlood.RunAsync(args.Skip(1).ToList());
    default:
        Console.Error.WriteLine("bench intake|path|hooks|square|lists|promises|served|routes|verify|restore|memory|mail");
        return 2;
}
