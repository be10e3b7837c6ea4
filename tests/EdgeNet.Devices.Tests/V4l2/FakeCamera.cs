using System.Runtime.InteropServices;
using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2;
using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.Tests.V4l2;

/// <summary>A kernel with one camera, which behaves as Linux' documentation of V4L2 says.</summary>
internal sealed unsafe class FakeCamera : IKernel, IDisposable
{
    public const string Path = "/dev/video0";

    private const int File = 7;
    private const int MaxFrame = 1 << 20;
    private const uint PageOffset = 4096;

    private readonly List<nint> _buffers = [];
    private readonly Queue<uint> _queued = new();
    private readonly Queue<(uint Index, uint Sequence, uint Flags, uint Bytes)> _filled = new();
    private uint _sequence;
    private bool _streams;

    /// <summary>The errors of calls, by request.</summary>
    public Dictionary<uint, Errno> Fails { get; } = [];

    public Errno OpenFails { get; set; }

    public Errno MapFails { get; set; }

    public uint Capabilities { get; set; } = V4l2Capability.VideoCapture | V4l2Capability.Streaming;

    /// <summary>Formats with their sizes, discrete ones.</summary>
    public List<(PixelFormat Format, (int Width, int Height)[] Sizes)> Formats { get; } = [(PixelFormat.Grey, [(640, 480)])];

    /// <summary>What the driver calls its formats, behind their letters.</summary>
    public string Description { get; set; } = "of a fake";

    /// <summary>A range of sizes in place of the discrete ones.</summary>
    public (uint Least, uint Most, uint Step)? Range { get; set; }

    /// <summary>Bytes behind each row.</summary>
    public int Padding { get; set; }

    /// <summary>What the driver sets for a format that it is asked for.</summary>
    public PixelFormat? SetsInstead { get; set; }

    public List<(string Name, uint Id, int Minimum, int Maximum, int Value)> Controls { get; } = [];

    public List<(uint Id, int Value)> ControlsSet { get; } = [];

    public (uint Numerator, uint Denominator) Rate { get; private set; }

    public uint Width { get; private set; }

    public uint Height { get; private set; }

    public PixelFormat Format { get; private set; }

    public bool IsUnplugged { get; set; }

    public bool IsOpen { get; private set; }

    public int Mapped { get; private set; }

    public bool Streams => _streams;

    public uint Stride => (uint)(Padding + LumaRowBytes * Width);

    private uint LumaRowBytes => Format == PixelFormat.Yuyv || Format == PixelFormat.Uyvy ? 2u : 1u;

    /// <summary>The camera takes a frame, if the driver has a buffer for it.</summary>
    public void Take(ReadOnlySpan<byte> bytes, uint flags = 0, int skipped = 0)
    {
        _sequence += (uint)skipped;
        if (_queued.TryDequeue(out uint index))
        {
            bytes.CopyTo(new Span<byte>((void*)_buffers[(int)index], MaxFrame));
            _filled.Enqueue((index, _sequence, flags, (uint)bytes.Length));
        }

        _sequence++;
    }

    /// <summary>What a camera does not know any more that was unplugged.</summary>
    public void Forget()
    {
        _queued.Clear();
        _filled.Clear();
        Dispose();
        _streams = false;
    }

    public int Open(string path)
    {
        if (OpenFails != Errno.None)
            return -(int)OpenFails;
        if (path != Path)
            return -(int)Errno.NoEntry;
        IsOpen = true;
        return File;
    }

    public int Close(int file)
    {
        Assert.Equal(File, file);
        Assert.True(IsOpen);
        IsOpen = false;
        return 0;
    }

    public int Control(int file, uint request, void* argument)
    {
        // Plain checks: an assertion allocates, and frames are counted by it.
        if (file != File)
            throw new InvalidOperationException("Another file.");
        if (IsUnplugged)
            return -(int)Errno.NoDevice;
        if (Fails.TryGetValue(request, out Errno error))
            return -(int)error;
        return request switch
        {
            _ when request == V4l2Call.QueryCapability => Set(ref ((V4l2Capability*)argument)->Capabilities, Capabilities),
            _ when request == V4l2Call.EnumerateFormat => EnumerateFormat((V4l2FormatDescription*)argument),
            _ when request == V4l2Call.EnumerateSize => EnumerateSize((V4l2FrameSize*)argument),
            _ when request == V4l2Call.EnumerateInterval => EnumerateInterval((V4l2FrameInterval*)argument),
            _ when request == V4l2Call.SetFormat => SetFormat((V4l2Format*)argument),
            _ when request == V4l2Call.SetParameters => SetRate((V4l2StreamParameters*)argument),
            _ when request == V4l2Call.QueryControl => QueryControl((V4l2ControlQuery*)argument),
            _ when request == V4l2Call.GetControl => GetControl((V4l2ControlValue*)argument),
            _ when request == V4l2Call.SetControl => SetControl((V4l2ControlValue*)argument),
            _ when request == V4l2Call.RequestBuffers => RequestBuffers((V4l2BufferRequest*)argument),
            _ when request == V4l2Call.QueryBuffer => QueryBuffer((V4l2Buffer*)argument),
            _ when request == V4l2Call.QueueBuffer => QueueBuffer((V4l2Buffer*)argument),
            _ when request == V4l2Call.DequeueBuffer => DequeueBuffer((V4l2Buffer*)argument),
            _ when request == V4l2Call.StreamOn => Stream(true),
            _ when request == V4l2Call.StreamOff => Stream(false),
            _ => -(int)Errno.NotATerminal,
        };
    }

    public int Poll(int file, int milliseconds, out PollEvents events)
    {
        events = IsUnplugged ? PollEvents.Error | PollEvents.HangUp : _filled.Count > 0 ? PollEvents.In : PollEvents.None;
        return events == PollEvents.None ? 0 : 1;
    }

    public int Read(int file, Span<byte> bytes) => -(int)Errno.Invalid;

    public int Map(int file, long offset, nuint length, out nint address)
    {
        address = 0;
        if (MapFails != Errno.None)
            return -(int)MapFails;
        address = _buffers[(int)(offset / PageOffset)];
        Mapped++;
        return 0;
    }

    public int Unmap(nint address, nuint length)
    {
        Assert.Contains(address, _buffers);
        Assert.Equal((nuint)MaxFrame, length);
        Mapped--;
        return 0;
    }

    public void Dispose()
    {
        foreach (nint buffer in _buffers)
            NativeMemory.Free((void*)buffer);
        _buffers.Clear();
    }

    private static int Set(ref uint field, uint value)
    {
        field = value;
        return 0;
    }

    private static void Text(string text, byte* to) => System.Text.Encoding.UTF8.GetBytes(text).CopyTo(new Span<byte>(to, 31));

    private int EnumerateFormat(V4l2FormatDescription* d)
    {
        Assert.Equal(V4l2Call.CaptureType, d->Type);
        if (d->Index >= Formats.Count)
            return -(int)Errno.Invalid;
        d->PixelFormat = Formats[(int)d->Index].Format.Code;
        Text($"{Formats[(int)d->Index].Format} {Description}", d->Description);
        return 0;
    }

    private int EnumerateSize(V4l2FrameSize* s)
    {
        if (Range is { } range)
        {
            if (s->Index > 0)
                return -(int)Errno.Invalid;
            s->Type = 3;
            (s->WidthLeast, s->WidthMost, s->WidthStep) = range;
            (s->HeightLeast, s->HeightMost, s->HeightStep) = range;
            return 0;
        }

        uint code = s->PixelFormat;
        (int Width, int Height)[] sizes = Formats.Find(f => f.Format.Code == code).Sizes;
        if (s->Index >= sizes.Length)
            return -(int)Errno.Invalid;
        s->Type = V4l2FrameSize.Discrete;
        // A discrete size's height lies where a range has the largest width.
        (s->WidthLeast, s->WidthMost) = ((uint)sizes[s->Index].Width, (uint)sizes[s->Index].Height);
        return 0;
    }

    private static int EnumerateInterval(V4l2FrameInterval* i)
    {
        if (i->Index > 1)
            return -(int)Errno.Invalid;
        (i->Type, i->Numerator, i->Denominator) = (V4l2FrameInterval.Discrete, 1, i->Index == 0 ? 30u : 15u);
        return 0;
    }

    private int SetFormat(V4l2Format* f)
    {
        if (_streams)
            return -(int)Errno.Busy;
        Format = SetsInstead ?? new PixelFormat(f->PixelFormat);
        (Width, Height) = (f->Width, f->Height);
        f->PixelFormat = Format.Code;
        f->BytesPerLine = Format.IsJpeg ? 0 : Stride;
        return 0;
    }

    private int SetRate(V4l2StreamParameters* p)
    {
        Rate = (p->Numerator, p->Denominator);
        return 0;
    }

    private int QueryControl(V4l2ControlQuery* q)
    {
        uint id = q->Id & ~V4l2ControlQuery.NextControl;
        int next = Controls.FindIndex(c => c.Id > id);
        if (next < 0)
            return -(int)Errno.Invalid;
        (string name, q->Id, q->Minimum, q->Maximum, int _) = Controls[next];
        Text(name, q->Name);
        return 0;
    }

    private int GetControl(V4l2ControlValue* v)
    {
        uint id = v->Id;
        v->Value = Controls.Find(c => c.Id == id).Value;
        return 0;
    }

    private int SetControl(V4l2ControlValue* v)
    {
        ControlsSet.Add((v->Id, v->Value));
        return 0;
    }

    private int RequestBuffers(V4l2BufferRequest* r)
    {
        Assert.Equal((V4l2Call.CaptureType, V4l2Call.MappedMemory), (r->Type, r->Memory));
        for (int i = 0; i < r->Count; i++)
            _buffers.Add((nint)NativeMemory.AllocZeroed(MaxFrame));
        return 0;
    }

    private int QueryBuffer(V4l2Buffer* b)
    {
        (b->Offset, b->Length) = (b->Index * PageOffset, MaxFrame);
        return 0;
    }

    private int QueueBuffer(V4l2Buffer* b)
    {
        if (_queued.Contains(b->Index))
            throw new InvalidOperationException("The buffer is queued already.");
        _queued.Enqueue(b->Index);
        return 0;
    }

    private int DequeueBuffer(V4l2Buffer* b)
    {
        if (!_filled.TryDequeue(out (uint Index, uint Sequence, uint Flags, uint Bytes) frame))
            return -(int)Errno.Again;
        (b->Index, b->Sequence, b->Flags, b->BytesUsed) = frame;
        (b->Seconds, b->Microseconds) = (3, 5);
        return 0;
    }

    private int Stream(bool on)
    {
        _streams = on;
        return 0;
    }
}
