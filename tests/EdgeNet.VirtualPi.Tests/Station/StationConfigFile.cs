using System.Globalization;

namespace EdgeNet.VirtualPi.Tests.Station;

/// <summary>The configuration of the reader in a machine: camera, button, lights, store and broker are the board's.</summary>
/// <param name="BrokerPort">The broker's port on this machine.</param>
/// <param name="Trigger">What asks for readings.</param>
/// <param name="Frames">So many frames must say the same; with 1 every frame is a reading.</param>
/// <param name="MostFrames">What could not be read in so many frames is rejected.</param>
/// <param name="HasLamp">Whether a lamp is switched on for each frame.</param>
/// <param name="Format">The pixel format that the camera is asked for; null for the best of those that it offers.</param>
internal sealed record StationConfigFile(
    int BrokerPort, string Trigger = "continuous", int Frames = 3, int MostFrames = 12, bool HasLamp = false,
    string? Format = null)
{
    /// <summary>Its text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        [camera]
        source = "/dev/v4l/by-id/vivid"
        formats = [{(Format is null ? "" : $"\"{Format}\"")}]
        [read]
        frames = {Frames}
        most_frames = {MostFrames}
        [trigger]
        kind = "{Trigger}"
        # An emulated processor on a busy machine takes seconds a frame.
        timeout = "5 min"
        [gpio]
        button = "!GPIO17"
        read = "GPIO22"
        rejected = "GPIO23"
        fault = "GPIO24"
        {(HasLamp ? "lamp" : "# lamp")} = "GPIO25"
        [store]
        path = "/var/lib/zipreader/events.db"
        commit_window = "100 ms"
        [mqtt]
        host = "10.0.2.2"
        port = {BrokerPort}
        device = "pi"
        """);
}
