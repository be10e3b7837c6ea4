using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Safety;
using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Checks everything, and says what is wrong and what mends it.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    internal static int Run(string[] args)
    {
        CommandArguments arguments = CommandArguments.Parse("doctor", args, 0, "--config", "--json!");
        DoctorReport report = Examine(arguments["--config"]);
        Streams.Write(arguments.Has("--json") ? Json(report) : report.ToString());
        return report.IsHealthy ? 0 : 1;
    }

    private static DoctorReport Examine(string? path)
    {
        try
        {
            StationConfig config = ConfigFile.Load(path);
            var file = new ConfigCheck(path ?? ConfigFile.Usual, ConfigFile.Usual, config.Secrets);
            return StationDoctor.Run([file, .. ProgramChecks.Of(config)], Limit);
        }
        catch (ConfigException error)
        {
            // Without a configuration there is nothing to look for.
            var problems = new List<(string, CheckResult)>();
            foreach (string line in error.Message.Split('\n'))
                problems.Add(("config", CheckResult.Failed(line)));
            return new DoctorReport(problems);
        }
    }

    /// <summary>As one line: <c>{"healthy":false,"checks":[{"name":"camera","status":"failed","finding":"…","remedy":"…"}]}</c>.</summary>
    private static string Json(DoctorReport report)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("healthy"u8, report.IsHealthy);
            json.WriteStartArray("checks"u8);
            foreach ((string name, CheckResult result) in report.Results)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, name);
                json.WriteString("status"u8, Status(result.Status));
                json.WriteString("finding"u8, PlainText.Escape(result.Finding));
                json.WriteString("remedy"u8, result.Remedy is null ? null : PlainText.Escape(result.Remedy));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static ReadOnlySpan<byte> Status(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok"u8,
        CheckStatus.Unused => "unused"u8,
        CheckStatus.Warning => "warning"u8,
        _ => "failed"u8,
    };
}
