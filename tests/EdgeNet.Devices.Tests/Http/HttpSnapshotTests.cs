using System.Text;
using EdgeNet.Devices.Http;

namespace EdgeNet.Devices.Tests.Http;

public sealed class HttpSnapshotTests
{
    private static readonly HttpSnapshotOptions Often = new() { Interval = TimeSpan.Zero };
    private static readonly byte[] Jpeg = SamplePictures.Read("4-2-2.jpg");

    [Fact]
    public void PicturesAreFetchedAndDecoded()
    {
        using var server = new SnapshotServer((_, _) => SnapshotServer.Ok(Jpeg));
        using IFrameStream stream = new HttpSnapshotDevice(server.Address(), Often).Open();
        var buffer = new FrameBuffer();
        byte[] reference = SamplePictures.Reference("4-2-2");
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
            Assert.Equal((SamplePictures.Width, SamplePictures.Height), (buffer.Width, buffer.Height));
            for (int i = 0; i < reference.Length; i++)
                Assert.InRange(buffer.Pixels[i], reference[i] - 1, reference[i] + 1);
        }

        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public void OtherFormatsAreReadToo()
    {
        byte[] pgm = [.. "P5 2 1 255\n"u8, 7, 9];
        using var server = new SnapshotServer((_, _) => SnapshotServer.Ok(pgm));
        using IFrameStream stream = new HttpSnapshotDevice(server.Address(), Often).Open();
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        Assert.Equal([7, 9], buffer.Pixels.ToArray());
    }

    [Fact]
    public void DigestProvesThePasswordWhereItIsOffered()
    {
        using var server = new SnapshotServer((path, headers) =>
            SnapshotServer.IsDigestRight(path, headers) ? SnapshotServer.Ok(Jpeg) : SnapshotServer.AskForDigest());
        var options = Often with { User = SnapshotServer.User, Password = SnapshotServer.Password };
        AssertFrame(server.Address("/snap.jpg?channel=1"), options);
        AssertFrame(server.Address(userInfo: $"{SnapshotServer.User}:{Uri.EscapeDataString(SnapshotServer.Password)}@"), Often);
    }

    [Fact]
    public void BasicIsSentWhereNothingElseIsOffered()
    {
        using var server = new SnapshotServer((_, headers) =>
            SnapshotServer.IsBasicRight(headers) ? SnapshotServer.Ok(Jpeg) : SnapshotServer.AskForBasic());
        AssertFrame(server.Address(), Often with { User = SnapshotServer.User, Password = SnapshotServer.Password });
    }

    [Fact]
    public void AWrongPasswordIsASentenceThatDoesNotTellIt()
    {
        using var server = new SnapshotServer((path, headers) =>
            SnapshotServer.IsDigestRight(path, headers) ? SnapshotServer.Ok(Jpeg) : SnapshotServer.AskForDigest());
        CameraException fault = Fault(server.Address("/snap.jpg?pwd=secret2", "root:secret1@"));
        Assert.Equal(CameraFault.PermissionDenied, fault.Fault);
        Assert.Contains("/snap.jpg: the camera wants another user or password (HTTP 401 Unauthorized)", fault.Message);
        Assert.DoesNotContain("secret", fault.ToString());
    }

    [Fact]
    public void PasswordsDoNotFollowARedirection()
    {
        bool leaked = false;
        using var thief = new SnapshotServer((_, headers) =>
        {
            leaked |= Array.Exists(headers, h => h.StartsWith("Authorization", StringComparison.OrdinalIgnoreCase));
            return SnapshotServer.AskForBasic();
        });
        using var server = new SnapshotServer((_, headers) =>
            SnapshotServer.IsBasicRight(headers)
                ? SnapshotServer.Status("302 Found", $"Location: {thief.Address("/steal")}\r\n")
                : SnapshotServer.AskForBasic());
        CameraException fault = Fault(server.Address(), Often with { User = SnapshotServer.User, Password = SnapshotServer.Password });
        Assert.Equal(CameraFault.PermissionDenied, fault.Fault);
        Assert.True(thief.Requests > 0);
        Assert.False(leaked);
    }

    [Fact]
    public void RedirectionsAreFollowedAFewTimes()
    {
        int left = 3;
        using var server = new SnapshotServer((_, _) =>
            left-- > 0 ? SnapshotServer.Status("302 Found", "Location: /next\r\n") : SnapshotServer.Ok(Jpeg));
        AssertFrame(server.Address(), Often);
        left = int.MaxValue;
        int before = server.Requests;
        CameraException fault = Fault(server.Address());
        Assert.Equal(CameraFault.WrongFormat, fault.Fault);
        Assert.Contains("redirects more than 3 times", fault.Message);
        Assert.Equal(4, server.Requests - before);
    }

    [Theory]
    [InlineData("403 Forbidden", CameraFault.PermissionDenied, "may not see")]
    [InlineData("404 Not Found", CameraFault.NotFound, "no picture at this address")]
    [InlineData("503 Busy", CameraFault.Busy, "ask less often")]
    [InlineData("500 \u001b[31mred", CameraFault.Failed, "the camera does not give the picture (HTTP 500")]
    public void RefusalsAreSentences(string status, CameraFault expected, string message)
    {
        using var server = new SnapshotServer((_, _) => SnapshotServer.Status(status));
        CameraException fault = Fault(server.Address());
        Assert.Equal(expected, fault.Fault);
        Assert.Contains(message, fault.Message);
        Assert.DoesNotContain('\u001b', fault.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "\r\n\r\n")]
    [InlineData("", "\r\n\r\n")]
    public void WhatIsNoHttpIsToldShortAndEscaped(string before, string behind)
    {
        byte[] answer = Encoding.Latin1.GetBytes($"{before}\u001b[2J{new string('x', 20_000)}{behind}");
        using var server = new SnapshotServer((_, _) => answer);
        CameraException fault = Fault(server.Address());
        Assert.Contains(@"\u001b[2Jxxx", fault.Message);
        Assert.InRange(fault.Message.Length, 0, 500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BodiesAreBounded(bool saysSo)
    {
        byte[] body = new byte[300_000];
        using var server = new SnapshotServer((_, _) =>
            saysSo ? SnapshotServer.Ok(body) : [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. body]);
        CameraException fault = Fault(server.Address(), Often with { MaxBytes = 200_000 });
        Assert.Equal(CameraFault.WrongFormat, fault.Fault);
        string found = saysSo ? "300000" : "200001";
        Assert.Contains($"at most 200000 bytes, found {found} or more", fault.Message);
    }

    [Fact]
    public void ABodyOfTheMostBytesIsTaken()
    {
        using var server = new SnapshotServer((_, _) => SnapshotServer.Ok(Jpeg));
        AssertFrame(server.Address(), Often with { MaxBytes = Jpeg.Length });
    }

    [Fact]
    public void HeadersAreBounded()
    {
        string header = $"X-Long: {new string('x', 100_000)}\r\n";
        using var server = new SnapshotServer((_, _) => SnapshotServer.Status("200 OK", header));
        Assert.Equal(CameraFault.WrongFormat, Fault(server.Address()).Fault);
    }

    [Fact]
    public void ACameraThatDoesNotAnswerIsAStall()
    {
        using var server = new SnapshotServer((_, _) => []);
        CameraException fault = Fault(server.Address(), Often with { Timeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(CameraFault.Stalled, fault.Fault);
        Assert.Contains("no whole picture within 0.1 s", fault.Message.Replace("0.05", "0.1", StringComparison.Ordinal));
    }

    [Fact]
    public void ClosingDoesNotWaitForTheCamera()
    {
        using var server = new SnapshotServer((_, _) => []);
        var source = new LiveSource(new HttpSnapshotDevice(server.Address(), Often with { Timeout = TimeSpan.FromHours(1) }));
        using var cancellation = new CancellationTokenSource();
        Task reading = Task.Run(() => source.TryGetFrame(out _, cancellation.Token));
        SpinWait.SpinUntil(() => server.Requests > 0);
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => reading.GetAwaiter().GetResult());
        source.Dispose();
    }

    [Fact]
    public void NobodyThereIsASentence()
    {
        Uri address;
        using (var server = new SnapshotServer((_, _) => []))
            address = server.Address();
        CameraException fault = Fault(address);
        Assert.Equal(CameraFault.NotFound, fault.Fault);
        Assert.Contains("the camera does not answer: check address, port, and that it is on", fault.Message);
    }

    [Theory]
    [InlineData("<html>Log in, please</html>")]
    [InlineData("")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0")]
    public void WhatIsNoPictureIsDamage(string body)
    {
        using var server = new SnapshotServer((_, _) => SnapshotServer.Ok(Encoding.Latin1.GetBytes(body)));
        using IFrameStream stream = new HttpSnapshotDevice(server.Address(), Often).Open();
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, default));
        Assert.StartsWith(server.Address().ToString(), buffer.Warning);
    }

    [Fact]
    public void TheIntervalIsKept()
    {
        using var server = new SnapshotServer((_, _) => SnapshotServer.Ok(Jpeg));
        using IFrameStream stream = new HttpSnapshotDevice(server.Address(), Often with { Interval = TimeSpan.FromHours(1) }).Open();
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        Assert.Equal(StreamResult.Nothing, stream.Read(buffer, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void AnswersOfAnyKindNeverDoHarm()
    {
        var random = new Random(14);
        byte[] sound = SnapshotServer.Ok(Jpeg);
        using var server = new SnapshotServer((_, _) =>
        {
            byte[] answer = [.. sound[..random.Next(1, sound.Length + 1)]];
            for (int n = random.Next(6); n > 0; n--)
                answer[random.Next(Math.Min(answer.Length, n < 3 ? answer.Length : 60))] = (byte)random.Next(256);
            return answer;
        });
        HttpSnapshotOptions options = Often with { Timeout = TimeSpan.FromMilliseconds(100) };
        using IFrameStream stream = new HttpSnapshotDevice(server.Address(), options).Open();
        var buffer = new FrameBuffer();
        for (int i = 0; i < 100; i++)
        {
            try
            {
                stream.Read(buffer, default);
            }
            catch (CameraException fault)
            {
                Assert.False(fault.Message.AsSpan().ContainsAny('\n', '\r', '\u001b'), fault.Message);
            }
        }
    }

    [Theory]
    [InlineData("ftp://camera/snap.jpg")]
    [InlineData("file:///etc/passwd")]
    public void OtherSchemesAreRefused(string address) => Assert.Throws<ArgumentException>(() => new HttpSnapshotDevice(new Uri(address)));

    private static void AssertFrame(Uri address, HttpSnapshotOptions options)
    {
        using IFrameStream stream = new HttpSnapshotDevice(address, options).Open();
        Assert.Equal(StreamResult.Frame, stream.Read(new FrameBuffer(), default));
    }

    private static CameraException Fault(Uri address, HttpSnapshotOptions? options = null)
    {
        using IFrameStream stream = new HttpSnapshotDevice(address, options ?? Often).Open();
        return Assert.Throws<CameraException>(() => stream.Read(new FrameBuffer(), default));
    }
}
