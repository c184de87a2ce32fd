using Catalogue.Benchmarks;

// Each benchmark is one file with one static Run method; this only chooses.
switch (args.FirstOrDefault())
{
    case "findings":
        return FindingsBenchmark.Run(args[1..]);
    case "inspect":
        return await InspectBenchmark.RunAsync(args[1..]);
    default:
        Console.Error.WriteLine("Usage: benchmarks NAME [options]. Names: findings, inspect");
        return 2;
}
