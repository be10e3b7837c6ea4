using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet.Devices;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Recording;
using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Records frames of the camera, as the configuration has it, by its lamp too; they are not straightened.</summary>
internal static class RecordCommand
{
    private const int MostSeconds = 24 * 60 * 60;

    internal static int Run(string[] args)
    {
        CommandArguments arguments = CommandArguments.Parse("record", args, 1, "--config", "--frames", "--seconds");
        if (arguments.Others.Count == 0)
            throw new UsageException("record: expected the folder that frames go to, found none");
        StationConfig config = ConfigFile.Load(arguments["--config"]);
        var options = new RecordingOptions();
        if (arguments.Number("--frames", 1, RecordingOptions.MostFrames) is { } frames)
            options = options with { Frames = frames };
        if (arguments.Number("--seconds", 1, MostSeconds) is { } seconds)
            options = options with { Duration = TimeSpan.FromSeconds(seconds) };
        using var ending = new CancellationTokenSource();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using Stream error = Console.OpenStandardError();
        using var log = new StationLog(new LogOptions { Format = LogOptions.UsualFormat }, error.Write);
        return Record(config with { Align = new() }, arguments.Others[0], options, log, ending.Token);

        void End(PosixSignalContext signal)
        {
            signal.Cancel = !ending.IsCancellationRequested;
            ending.Cancel();
        }
    }

    private static int Record(StationConfig config, string folder, RecordingOptions options, StationLog log, CancellationToken cancellation)
    {
        using StationInputs inputs = StationInputs.Open(config, replay: null, log);
        using var recorder = new FrameRecorder(folder, options);
        bool isComplete = true;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                try
                {
                    if (!inputs.Source.TryGetFrame(out SourceFrame frame, cancellation) || !recorder.Add(frame))
                        break;
                    for (int i = 0; i < frame.Warnings.Count; i++)
                        log.Warning("camera", frame.Warnings[i]);
                }
                catch (FrameException fault)
                {
                    isComplete = false;
                    log.Error("camera", fault.Message);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It was ended while it waited for a frame.
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"{recorder.Frames} frames, {recorder.Bytes >> 10} kB");
        log.Info("record", $"{what} in {folder}: {recorder.End ?? "no more frames"}");
        return isComplete && recorder.Frames > 0 ? 0 : 1;
    }
}
