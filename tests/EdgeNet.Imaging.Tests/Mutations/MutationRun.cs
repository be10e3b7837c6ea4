using System.Diagnostics;
using System.Globalization;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.Tests.Mutations;

/// <summary>
/// Reads damaged files one after the other. Each gives a picture or a <see cref="PictureException"/>, in managed memory of at most
/// <see cref="MostTimes"/> times its size in colour; of a full run, in resident memory too, and within a second. A read that does not end
/// ends the process, and names itself.
/// </summary>
internal sealed class MutationRun(PictureReader reader, PictureFormat format, bool isFull)
{
    private const int MostTimes = 4;
    private const int BytesOfColor = 3;
    private const long ManagedSpare = 1 << 20;
    private const long ResidentSpare = 32 << 20;

    private readonly byte[][] _seeds = MutationSeeds.Of(format);
    private long _started;
    private int _number;
    private double _slowest;
    private int _slowestNumber;
    private long _mostManaged;
    private long _mostResident;
    private int _pictures;

    /// <summary>Reads some damaged files.</summary>
    /// <param name="first">The number of the first; a number gives the same file each time.</param>
    /// <param name="count">How many.</param>
    /// <param name="note">Takes the number before each read, which may end the process: a file in a full run.</param>
    internal void Do(int first, int count, string note)
    {
        using var hang = new Timer(_ => FailIfHanging(), null, 1000, 1000);
        using ProcessMemory? memory = isFull && OperatingSystem.IsLinux() ? new ProcessMemory() : null;
        using FileStream? numbers = isFull ? new FileStream(note, FileMode.Create, FileAccess.Write, FileShare.Read, 0) : null;
        for (int i = 0; i < count; i++)
        {
            _number = first + i;
            if (numbers is not null)
            {
                numbers.Position = 0;
                numbers.Write(System.Text.Encoding.ASCII.GetBytes(_number.ToString("D10", CultureInfo.InvariantCulture)));
            }

            Read(PictureMutator.Mutate(format, _seeds, new Random(_number)), memory);
        }
    }

    /// <summary>What the run came to, in a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{_pictures} pictures, slowest {_slowest:F0} ms (number {_slowestNumber}), most managed {_mostManaged >> 10} KiB, most resident {_mostResident >> 10} KiB");

    private void Read(byte[] file, ProcessMemory? memory)
    {
        long before = memory is null ? 0 : memory.Now;
        memory?.Reset();
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        long managed = GC.GetAllocatedBytesForCurrentThread();
        long pixels = ReadOnce(file);
        managed = GC.GetAllocatedBytesForCurrentThread() - managed;
        double milliseconds = Stopwatch.GetElapsedTime(Volatile.Read(ref _started)).TotalMilliseconds;
        Volatile.Write(ref _started, 0);
        long resident = memory is null ? 0 : memory.Peak - before;
        _pictures += pixels > 0 ? 1 : 0;
        _mostManaged = Math.Max(_mostManaged, managed);
        _mostResident = Math.Max(_mostResident, resident);
        if (managed > ManagedSpare + MostTimes * file.Length || resident > ResidentSpare)
        {
            long size = MostTimes * (BytesOfColor * Math.Max(pixels, Claimed(file)) + file.Length);
            Assert.True(managed <= ManagedSpare + size, $"{format} {_number}: {managed} bytes of managed memory, {size} expected");
            Assert.True(resident <= ResidentSpare + size, $"{format} {_number}: {resident} bytes of resident memory, {size} expected");
        }

        if (isFull)
            Time(file, milliseconds);
    }

    /// <returns>The picture's pixels, 0 where there is none.</returns>
    private long ReadOnce(byte[] file)
    {
        try
        {
            return reader.Read(file, "fuzz").Pixels.Length;
        }
        catch (PictureException error)
        {
            Assert.StartsWith("fuzz: ", error.Message);
            Assert.DoesNotContain("\n", error.Message);
            return 0;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{format} {_number}"), error);
        }
    }

    private void Time(byte[] file, double milliseconds)
    {
        // On a machine that others use too, only what is slow each time is slow.
        for (int again = 0; again < 3 && milliseconds > 250; again++)
        {
            long start = Stopwatch.GetTimestamp();
            ReadOnce(file);
            milliseconds = Math.Min(milliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        if (milliseconds > _slowest)
            (_slowest, _slowestNumber) = (milliseconds, _number);
        Assert.True(milliseconds < 1000, FormattableString.Invariant($"{format} {_number}: {milliseconds} ms"));
    }

    /// <summary>The pixels that a header promises, or those of a TIFF tile, which may be larger.</summary>
    private long Claimed(byte[] file)
    {
        try
        {
            if (format == PictureFormat.Tiff)
            {
                TiffFiles.TiffDirectory directory = TiffFiles.TiffDirectory.Parse(file, "fuzz");
                return Math.Max((long)directory.Width * directory.Height, (long)directory.TileWidth * directory.TileHeight);
            }

            if (format == PictureFormat.Pnm)
                return file.Length;
            using var stream = new MemoryStream(file);
            using var codec = SkiaSharp.SKCodec.Create(stream);
            return codec is null ? 0 : (long)codec.Info.Width * codec.Info.Height;
        }
        catch (PictureException)
        {
            return 0;
        }
    }

    private void FailIfHanging()
    {
        long started = Volatile.Read(ref _started);
        if (started > 0 && Stopwatch.GetElapsedTime(started).TotalSeconds > 60)
            Environment.FailFast(FormattableString.Invariant($"Reading damaged {format} {_number} has not ended within a minute."));
    }
}
