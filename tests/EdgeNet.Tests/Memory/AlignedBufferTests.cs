using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeNet.Tests.Memory;

public class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_003)]
    public unsafe void Is_aligned_zeroed_and_as_long_as_asked(int length)
    {
        // Freed memory comes back dirty: the second round sees what the first wrote unless it is cleared.
        for (int round = 0; round < 2; round++)
        {
            using var buffer = new AlignedBuffer(length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(0, (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer.Span)) % AlignedBuffer.Alignment);
            Assert.True(buffer.Span.IndexOfAnyExcept(0f) < 0);
            buffer.Span.Fill(1);
        }
    }

    [Fact]
    public void Is_refused_after_dispose()
    {
        var buffer = new AlignedBuffer(4);
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
}
