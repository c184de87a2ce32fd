using Catalogue.Benchmarks;

// Each benchmark is one file with one static Run method; this only chooses.
switch (args.FirstOrDefault())
{
    case "classify-accuracy":
        return ClassifyAccuracy.Run(args[1..]);
    case "classify-one":
        return ClassifyOne.Run(args[1..]);
    case "classify-sample":
        return ClassifySample.Run(args[1..]);
    case "classify-soak":
        return ClassifySoak.Run(args[1..]);
    case "classify-speed":
        return ClassifySpeed.Run(args[1..]);
    case "corpus":
        return await CorpusBenchmark.RunAsync(args[1..]);
    case "crawl":
        return await CrawlBenchmark.RunAsync(args[1..]);
    case "crawl-bare":
        return await CrawlBenchmark.RunBareAsync(args[1..]);
    case "crawl-farm":
        return await CrawlBenchmark.RunFarmAsync(args[1..]);
    case "figures":
        return FiguresBenchmark.Run(args[1..]);
    case "findings":
        return FindingsBenchmark.Run(args[1..]);
    case "hugo":
        return await HugoBenchmark.RunAsync(args[1..]);
    case "inspect":
        return await InspectBenchmark.RunAsync(args[1..]);
    case "publish":
        return await PublishBenchmark.RunAsync(args[1..]);
    case "publish-stages":
        return await PublishStages.RunAsync(args[1..]);
    case "search":
        return await SearchBenchmark.RunAsync(args[1..]);
    case "serve":
        return await ServeBenchmark.RunAsync(args[1..]);
    default:
        Console.Error.WriteLine("Usage: benchmarks NAME [options]. Names: classify-accuracy, classify-one, classify-sample, classify-soak, classify-speed, corpus, crawl, crawl-farm, figures, findings, hugo, inspect, publish, publish-stages, search, serve");
        return 2;
}
