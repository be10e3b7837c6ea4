using System.Text.Json;
using EdgeNet.Devices.Outputs.Tests;
using EdgeNet.Devices.Outputs.Tests.Mqtt;
using EdgeNet.ZipReader.Tests.Programs;
using Xunit.Abstractions;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>With a real broker.</summary>
public sealed class MqttTests(ITestOutputHelper console) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5")]
    [InlineData("3.1.1")]
    public async Task Readings_sensors_and_problems_come_by_the_broker_and_requests_go_by_it(string version)
    {
        if (Mosquitto.Find(out string missing) is not { } path)
        {
            console.SkipForProgram(missing);
            return;
        }

        using var broker = new Mosquitto(path, _folder.Path);
        await broker.StartAsync();
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync();
        int port = StationProcess.FreePort();
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [camera]
            source = "stdin"
            [trigger]
            kind = "request"
            timeout = "60 s"
            [read]
            frames = 2
            regions_file = "{_folder.PathOf("regions.toml")}"
            [[region]]
            name = "code"
            box = [0, 0, 640, 480]
            pattern = "digits 5"
            unit = "m³"
            device_class = "water"
            [store]
            path = "{_folder.PathOf("events.db")}"
            [mqtt]
            host = "127.0.0.1"
            port = {broker.Port}
            version = "{version}"
            device = "hall"
            [page]
            port = {port}
            """);
        using StationProcess station = StationProcess.Start(["run", "--config", config]);
        using var page = new PageClient(port);
        await page.UntilThereAsync(station);
        await station.UntilAsync(() => consumer.Messages("edgenet/hall/status").Any(m => m.Payload == "online"), "it is online");
        JsonElement sensor = JsonDocument.Parse(consumer.Messages(Sensor("code"))[0].Payload).RootElement;
        Assert.Equal("m³", sensor.GetProperty("unit_of_measurement").GetString());
        Assert.Equal("water", sensor.GetProperty("device_class").GetString());

        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Envelope));
        await consumer.PublishAsync("edgenet/hall/trigger", isRetained: false);
        byte[] frame = Scenes.Y4mFrame(Scenes.Envelope);
        await station.UntilAsync(
            () =>
            {
                station.Input.Write(frame);
                station.Input.Flush();
                return consumer.Messages("edgenet/hall/reading").Length == 1;
            },
            "the reading that was asked for comes");
        JsonElement reading = JsonDocument.Parse(consumer.Messages("edgenet/hall/reading")[0].Payload).RootElement;
        Assert.Equal((Samples.EnvelopeZip, "code"), (reading.GetProperty("text").GetString(), reading.GetProperty("region").GetString()));
        Assert.Equal(reading.GetProperty("id").GetString(), Assert.Single(station.Events).GetProperty("id").GetString());

        // A region of another name is another sensor, and the old one goes.
        (int status, string body) = await page.PutAsync(
            "/regions", """{"revision":1,"regions":[{"name":"other","x":0,"y":0,"width":640,"height":480,"pattern":"digits 5"}]}""");
        Assert.True(status == 200, body);
        await station.UntilAsync(() => consumer.Messages(Sensor("other")).Length == 1, "the new sensor comes");
        await station.UntilAsync(() => consumer.Messages(Sensor("code")).Any(m => m.Payload.Length == 0), "the old one goes");

        // The stream is cut off: a problem, which the broker is told.
        await station.Input.WriteAsync("nonsense\n"u8.ToArray());
        await station.Input.FlushAsync();
        await station.EndAsync();
        await Wait.UntilAsync(
            () => consumer.Messages("edgenet/hall/status").Any(m => m.Payload == "offline"), "the broker tells that the station has ended");
    }

    private static string Sensor(string region) => $"homeassistant/sensor/edgenet_hall/reading_{region}/config";
}
