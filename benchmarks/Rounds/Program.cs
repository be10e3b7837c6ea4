// rounds NETWORK: measures one network when told to, so that several of these, each compiled another way, can be measured in turns.
// Says what it is on a line; then for each line that it reads runs a round and writes the round's median call in microseconds;
// where the input ends, it writes fastest, median and 99th percentile of all calls, the bytes allocated in them, and the answer in base64.
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Models;
using EdgeNet.Rounds;

var networks = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    [nameof(LeNet5ReLU)] = RoundServer.Run<LeNet5ReLU>,
    [nameof(LeNet5)] = RoundServer.Run<LeNet5>,
    [nameof(ResNet8)] = RoundServer.Run<ResNet8>,
    [nameof(DsCnn)] = RoundServer.Run<DsCnn>,
    [nameof(MobileNetV1)] = RoundServer.Run<MobileNetV1>,
    [nameof(TimeSeriesCnn)] = RoundServer.Run<TimeSeriesCnn>,
    [nameof(VolumeCnn)] = RoundServer.Run<VolumeCnn>,
    [nameof(AlexNet)] = RoundServer.Run<AlexNet>,
    [nameof(ResNet18)] = RoundServer.Run<ResNet18>,
    [nameof(ResNet50)] = RoundServer.Run<ResNet50>,
};

if (args is [string name] && networks.TryGetValue(name, out Action? run))
{
    run();
    return 0;
}

Console.Error.WriteLine($"Usage: rounds NETWORK, one of {string.Join(", ", networks.Keys)}");
return 2;
