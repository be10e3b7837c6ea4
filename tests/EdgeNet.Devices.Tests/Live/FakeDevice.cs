namespace EdgeNet.Devices.Tests.Live;

/// <summary>A device that does what a script says, a step a call; after its end it has no more to say.</summary>
internal sealed class FakeDevice(params FakeStep[] script) : IFrameDevice
{
    private readonly Queue<FakeStep> _script = new(script);

    public string Name => "camera";

    public TimeSpan LongestPause { get; init; }

    /// <summary>What comes when the script is over.</summary>
    public FakeStep Then { get; init; } = FakeStep.Nothing;

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public IFrameStream Open()
    {
        if (_script.TryPeek(out FakeStep? next) && next.OpenFault is { } fault)
        {
            _script.Dequeue();
            throw fault;
        }

        Opened++;
        return new FakeStream(this);
    }

    private sealed class FakeStream(FakeDevice device) : IFrameStream
    {
        public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
        {
            if (!device._script.TryDequeue(out FakeStep? step))
                step = device.Then;
            if (step.OpenFault is not null)
                throw new InvalidOperationException("The script's next step is for opening.");
            if (step.Error is not null)
                throw step.Error;
            step.Before?.Invoke();
            if (step.Result == StreamResult.Frame)
                buffer.Resize(2, 2).Fill(step.Grey);
            buffer.Missed = step.Missed;
            buffer.Warning = step.Warning;
            return step.Result;
        }

        public void Dispose() => device.Closed++;
    }
}
