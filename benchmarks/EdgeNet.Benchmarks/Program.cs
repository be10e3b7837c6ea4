using BenchmarkDotNet.Running;
using EdgeNet.Benchmarks.Peers;

if (args is ["peers", ..]) return PeersCommand.Run(args.AsSpan(1));
BenchmarkSwitcher.FromAssembly(typeof(PeersCommand).Assembly).Run(args);
return 0;
