using System.Diagnostics;
using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2.Abi;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Pictures.Jpeg;

namespace EdgeNet.Devices.V4l2;

/// <summary>A camera that streams into its driver's buffers, which are mapped here.</summary>
internal sealed unsafe class V4l2Stream : IFrameStream
{
    private readonly V4l2Handle _camera;
    private readonly PixelFormat _format;
    private readonly int _width;
    private readonly int _height;
    private readonly int _stride;
    private readonly (nint Address, int Length)[] _buffers;
    private readonly JpegFrameDecoder? _decoder;
    private string? _warning;
    private long _expected = -1;

    /// <summary>Maps the buffers and starts the stream. The camera is the stream's from now on, unless this fails.</summary>
    /// <exception cref="CameraException">It does not start.</exception>
    internal V4l2Stream(V4l2Handle camera, in V4l2Format format, V4l2Options options)
    {
        _camera = camera;
        _format = new PixelFormat(format.PixelFormat);
        _width = (int)format.Width;
        _height = (int)format.Height;
        _stride = format.BytesPerLine > 0 ? (int)format.BytesPerLine : LumaRows.BytesOf(_format, _width);
        _decoder = _format.IsJpeg ? new JpegFrameDecoder(camera.Name) : null;
        if ((_width, _height) != (options.Width, options.Height))
        {
            string taken = FormattableString.Invariant($"{_width}x{_height} in {_format}");
            _warning = FormattableString.Invariant(
                $"{camera.Name}: the camera has no {options.Width}x{options.Height}; its nearest size is taken, {taken}");
        }

        V4l2BufferRequest request = new() { Count = (uint)options.Buffers, Type = V4l2Call.CaptureType, Memory = V4l2Call.MappedMemory };
        camera.Call("VIDIOC_REQBUFS", V4l2Call.RequestBuffers, &request);
        _buffers = new (nint, int)[Math.Min(request.Count, 64)];
        try
        {
            for (uint i = 0; i < _buffers.Length; i++)
                Map(i);
            uint type = V4l2Call.CaptureType;
            camera.Call("VIDIOC_STREAMON", V4l2Call.StreamOn, &type);
        }
        catch
        {
            Unmap();
            throw;
        }
    }

    /// <inheritdoc/>
    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        int ready = _camera.Poll(timeout, out PollEvents events);
        if (ready < 0)
            throw _camera.Error("poll", ready);
        if (ready == 0)
            return StreamResult.Nothing;
        V4l2Buffer b;
        int result = Dequeue(&b);
        // An error alone, without a frame: the camera was unplugged, or stopped streaming.
        if (result == -(int)Errno.Again && (events & PollEvents.Error) != 0)
            throw _camera.Error("poll", -(int)Errno.NoDevice);
        if (result == -(int)Errno.Again)
            return StreamResult.Nothing;
        if (result == -(int)Errno.InputOutput)
            return StreamResult.Damaged;
        if (result < 0)
            throw _camera.Error("VIDIOC_DQBUF", result);
        PassOverOlder(&b);
        try
        {
            return Take(b, buffer);
        }
        finally
        {
            Queue(b.Index);
        }
    }

    /// <summary>Stops the stream and closes the camera.</summary>
    public void Dispose()
    {
        uint type = V4l2Call.CaptureType;
        _ = _camera.TryCall(V4l2Call.StreamOff, &type);
        Unmap();
        _camera.Dispose();
    }

    private int Dequeue(V4l2Buffer* b)
    {
        *b = new V4l2Buffer { Type = V4l2Call.CaptureType, Memory = V4l2Call.MappedMemory };
        int result = _camera.TryCall(V4l2Call.DequeueBuffer, b);
        if (result >= 0 && b->Index >= _buffers.Length)
        {
            throw new CameraException(
                _camera.Name,
                CameraFault.Failed,
                FormattableString.Invariant($"the driver gave buffer {b->Index} of {_buffers.Length}"));
        }

        return result;
    }

    /// <summary>Where more than one frame is ready, because decoding is slower than the camera, the newest is taken.</summary>
    private void PassOverOlder(V4l2Buffer* newest)
    {
        V4l2Buffer next;
        for (int i = 1; i < _buffers.Length && Dequeue(&next) >= 0; i++)
        {
            Queue(newest->Index);
            *newest = next;
        }
    }

    private StreamResult Take(in V4l2Buffer b, FrameBuffer buffer)
    {
        (nint address, int length) = _buffers[b.Index];
        var bytes = new ReadOnlySpan<byte>((void*)address, (int)Math.Min(b.BytesUsed, (uint)length));
        buffer.Warning = null;
        if ((b.Flags & V4l2Buffer.HasError) != 0)
            return StreamResult.Damaged;
        if (_decoder is not null)
        {
            try
            {
                _decoder.Begin(bytes);
                _decoder.Decode(bytes, buffer.Resize(_decoder.Width, _decoder.Height));
            }
            catch (PictureException error)
            {
                buffer.Warning = error.Message;
                return StreamResult.Damaged;
            }
        }
        else
        {
            if (bytes.Length < (_height - 1L) * _stride + LumaRows.BytesOf(_format, _width))
                return StreamResult.Damaged;
            LumaRows.Copy(_format, bytes, _stride, _width, buffer.Resize(_width, _height));
        }

        buffer.Warning = _warning;
        _warning = null;
        buffer.Captured = Timestamp(b);
        // Drivers count frames in 32 bits, also those that they have no buffer for. Some start anew.
        long missed = _expected < 0 ? 0 : unchecked(b.Sequence - (uint)_expected);
        buffer.Missed = missed < 1 << 20 ? missed : 0;
        _expected = unchecked(b.Sequence + 1);
        return StreamResult.Frame;
    }

    /// <summary>The driver's time, which is that of Stopwatch: the monotonic clock's.</summary>
    private static long Timestamp(in V4l2Buffer b)
    {
        if ((b.Flags & V4l2Buffer.TimestampMask) != V4l2Buffer.TimestampMonotonic)
            return Stopwatch.GetTimestamp();
        return b.Seconds * Stopwatch.Frequency + b.Microseconds * (Stopwatch.Frequency / 1_000_000);
    }

    private void Map(uint index)
    {
        V4l2Buffer b = new() { Index = index, Type = V4l2Call.CaptureType, Memory = V4l2Call.MappedMemory };
        _camera.Call("VIDIOC_QUERYBUF", V4l2Call.QueryBuffer, &b);
        int length = (int)Math.Min(b.Length, int.MaxValue);
        int result = _camera.Map((long)b.Offset, (nuint)length, out nint address);
        if (result < 0)
            throw _camera.Error("mmap", result);
        _buffers[index] = (address, length);
        Queue(index);
    }

    private void Queue(uint index)
    {
        V4l2Buffer b = new() { Index = index, Type = V4l2Call.CaptureType, Memory = V4l2Call.MappedMemory };
        _camera.Call("VIDIOC_QBUF", V4l2Call.QueueBuffer, &b);
    }

    private void Unmap()
    {
        foreach ((nint address, int length) in _buffers)
        {
            if (length > 0)
                _ = _camera.Kernel.Unmap(address, (nuint)length);
        }

        Array.Clear(_buffers);
    }
}
