using System.Runtime.Versioning;
using EdgeNet.Devices.Rpicam;

namespace EdgeNet.Devices.Tests.Rpicam;

/// <summary>The camera's program is a shell script here, which is called as the real one is.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RpicamTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ArgumentsAreThoseOfTheProgram()
    {
        var device = new RpicamDevice(new RpicamOptions
        {
            Width = 1640,
            Height = 1231,
            FramesPerSecond = 10,
            Camera = 1,
            Shutter = 8000,
            Gain = 1.5,
            LensPosition = 2.25,
            MoreArguments = ["--vflip"],
        });
        Assert.Equal(
            "--timeout 0 --nopreview --verbose 0 --flush --codec yuv420 --output - --camera 1 --width 1664 --height 1232 --framerate 10 "
            + "--shutter 8000 --gain 1.5 --autofocus-mode manual --lens-position 2.25 --vflip",
            string.Join(' ', device.Arguments()));
        Assert.Equal(("camera 1", 1664, 1232), (device.Name, device.Width, device.Height));
    }

    [Fact]
    public void FramesComeFromThePipeUntilTheProgramEnds()
    {
        // 64x2 luma and a quarter each of two chromas, a third frame cut off.
        string program = Script("""
            printf 'a%.0s' $(seq 128); printf 'x%.0s' $(seq 64)
            printf 'b%.0s' $(seq 128); printf 'x%.0s' $(seq 64)
            printf 'c%.0s' $(seq 40)
            echo 'ERROR: the sensor went away' >&2
            exit 3
            """);
        using IFrameStream stream = Open(program);
        var buffer = new FrameBuffer();
        foreach (char pixel in "ab")
        {
            Assert.Equal(StreamResult.Frame, Next(stream, buffer));
            Assert.Equal((64, 2), (buffer.Width, buffer.Height));
            Assert.All(buffer.Pixels.ToArray(), p => Assert.Equal(pixel, (char)p));
            Assert.True(buffer.Captured > 0);
        }

        CameraException fault = Assert.Throws<CameraException>(() => Next(stream, buffer));
        Assert.Equal(CameraFault.Unplugged, fault.Fault);
        Assert.Equal(
            $"camera 0: the camera program ended ({program} ended with exit code 3; it said: ERROR: the sensor went away)",
            fault.Message);
    }

    [Theory]
    [InlineData("ERROR: *** no cameras available ***", CameraFault.NotFound, "check the ribbon cable")]
    [InlineData("ERROR Camera camera.cpp:1115 Camera in use by another process", CameraFault.Busy, "another program uses the camera")]
    [InlineData("ERROR: *** failed to acquire camera /base/soc/i2c0mux ***", CameraFault.Busy, "fuser -v /dev/media*")]
    [InlineData("failed to open /dev/media0: Permission denied", CameraFault.PermissionDenied, "usermod -aG video")]
    [InlineData("ERROR: *** unrecognised option '--lens-position' ***", CameraFault.WrongFormat, "does not take these settings")]
    public void WhatTheProgramSaysBecomesAdvice(string said, CameraFault expected, string advice)
    {
        using IFrameStream stream = Open(Script($"echo \"{said}\" >&2; exit 255"));
        CameraException fault = Assert.Throws<CameraException>(() => Next(stream, new FrameBuffer()));
        Assert.Equal(expected, fault.Fault);
        Assert.Contains(advice, fault.Message);
        Assert.Contains(said, fault.Message);
    }

    [Fact]
    public void ManyWordsDoNotStopTheProgram()
    {
        using IFrameStream stream = Open(Script(
            "i=0; while [ $i -lt 3000 ]; do echo \"line $i of a program that talks and talks\" >&2; i=$((i+1)); done; exit 1"));
        CameraException fault = Assert.Throws<CameraException>(() => Next(stream, new FrameBuffer()));
        Assert.Contains("line 2999", fault.Message);
        Assert.InRange(fault.Message.Length, 0, 2500);
    }

    [Fact]
    public void WordsAreEscapedAndCutSoThatTheLastStay()
    {
        using IFrameStream stream = Open(Script(
            "printf '\\033[31m%02000d\\n\\033]0;title\\007 ERROR: *** no cameras available ***\\n' 0 >&2; exit 255"));
        CameraException fault = Assert.Throws<CameraException>(() => Next(stream, new FrameBuffer()));
        Assert.Equal(CameraFault.NotFound, fault.Fault);
        Assert.Contains(@"; it said: \u001b[31m000", fault.Message);
        Assert.EndsWith(@"… / \u001b]0;title\u0007 ERROR: *** no cameras available ***)", fault.Message);
        Assert.InRange(fault.Message.Length, 0, 900);
    }

    [Fact]
    public void TheOlderNameIsTakenWhereTheNewerIsMissing()
    {
        string old = Script("printf 'a%.0s' $(seq 192)");
        using IFrameStream stream = Device(_folder.PathOf("rpicam-vid"), old).Open();
        Assert.Equal(StreamResult.Frame, Next(stream, new FrameBuffer()));
    }

    [Fact]
    public void NoProgramIsASentence()
    {
        CameraException fault = Assert.Throws<CameraException>(() => Device("no-such-vid", "nor-such-vid").Open());
        Assert.Equal(CameraFault.NotFound, fault.Fault);
        Assert.Equal(
            "camera 0: expected the program no-such-vid or nor-such-vid, found none: sudo apt install rpicam-apps-lite", fault.Message);
    }

    [Fact]
    public void AProgramThatMayNotRunIsASentence()
    {
        string program = Script("");
        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        Assert.Equal(CameraFault.PermissionDenied, Assert.Throws<CameraException>(() => Device(program).Open()).Fault);
    }

    [Fact]
    public void NothingToReadIsNoWaitWithoutEndAndClosingEndsTheProgram()
    {
        string mark = _folder.PathOf("pid");
        IFrameStream stream = Open(Script($"echo $$ > '{mark}.new'; mv '{mark}.new' '{mark}'; exec sleep 1000"));
        Assert.Equal(StreamResult.Nothing, stream.Read(new FrameBuffer(), TimeSpan.FromMilliseconds(1)));
        SpinWait.SpinUntil(() => File.Exists(mark), Patience);
        string process = $"/proc/{File.ReadAllText(mark).Trim()}";
        Assert.True(Directory.Exists(process));
        stream.Dispose();
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(process), Patience));
    }

    [Fact]
    public void NothingStaysOpenOfAProgramThatEnded()
    {
        string program = Script("printf 'a%.0s' $(seq 192); exit 1");
        RunOnce();
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 20; i++)
            RunOnce();
        // Other tests open and close files meanwhile: fewer than one a run.
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 15);

        void RunOnce()
        {
            using IFrameStream stream = Open(program);
            var buffer = new FrameBuffer();
            Assert.Equal(StreamResult.Frame, Next(stream, buffer));
            Assert.Throws<CameraException>(() => Next(stream, buffer));
        }
    }

    [Fact]
    public void AFrameCostsNoMemory()
    {
        using IFrameStream stream = Open(Script("exec cat /dev/zero"));
        var buffer = new FrameBuffer();
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
                stream.Read(buffer, Patience);
        }));
    }

    private static StreamResult Next(IFrameStream stream, FrameBuffer buffer)
    {
        StreamResult result;
        do
            result = stream.Read(buffer, Patience);
        while (result == StreamResult.Nothing);
        return result;
    }

    private static RpicamDevice Device(params string[] programs) => new(new RpicamOptions { Width = 64, Height = 2, Programs = programs });

    private static IFrameStream Open(string program) => Device(program).Open();

    private string Script(string body)
    {
        string path = _folder.WriteText("libcamera-vid", $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
