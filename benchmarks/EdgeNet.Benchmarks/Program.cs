using BenchmarkDotNet.Running;
using EdgeNet.Benchmarks.AheadOfTime;
using EdgeNet.Benchmarks.Costs;
using EdgeNet.Benchmarks.Peers;
using EdgeNet.Benchmarks.Reading;
using EdgeNet.Benchmarks.Stations;
using EdgeNet.Benchmarks.Training;

if (args is ["peers", ..]) return PeersCommand.Run(args.AsSpan(1));
if (args is ["costs", ..]) return CostsCommand.Run(args.Length > 1 ? args[1] : "");
if (args is ["aot", ..]) return AheadOfTimeCommand.Run(args.AsSpan(1));
if (args is ["reading", ..]) return ReadingCommand.Run(args.AsSpan(1));
if (args is ["latency", ..]) return LatencyCommand.Run(args.AsSpan(1));
if (args is ["training", ..]) return TrainingCommand.Run(args.AsSpan(1));
BenchmarkSwitcher.FromAssembly(typeof(PeersCommand).Assembly).Run(args);
return 0;
