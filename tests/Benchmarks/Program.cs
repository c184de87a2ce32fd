// Each benchmark is one file with one static Run method; this only chooses.
Console.Error.WriteLine("Usage: benchmarks NAME [options]. Names: (none yet)");
return 2;
