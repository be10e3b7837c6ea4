namespace EdgeNet.Onnx.Import.Model;

/// <summary>The elements of a constant, brought into memory only when somebody needs them.</summary>
internal abstract class TensorData
{
    /// <summary>The value that all elements have, where that is known without looking at each.</summary>
    public virtual double? Uniform => null;

    /// <summary>The elements as float32. The array may be shared: nobody writes to it.</summary>
    public abstract float[] ToFloats();

    /// <summary>The elements as whole numbers; fractions are cut off. The array may be shared: nobody writes to it.</summary>
    public abstract long[] ToLongs();

    /// <summary>The elements as float64, without loss of what the file has. The array may be shared: nobody writes to it.</summary>
    public virtual double[] ToDoubles() => Array.ConvertAll(ToFloats(), v => (double)v);

    /// <summary>Elements that are in memory.</summary>
    public static TensorData Of(double[] elements) => new DoubleData(elements);

    /// <summary>Elements that are in memory.</summary>
    public static TensorData Of(float[] elements) => new FloatData(() => elements);

    /// <summary>Elements that are in memory.</summary>
    public static TensorData Of(long[] elements) => new LongData(elements);

    /// <summary>Elements that are computed when somebody needs them.</summary>
    public static TensorData Of(Func<float[]> compute) => new FloatData(compute);

    /// <summary>The same element many times.</summary>
    public static TensorData Of(double value, long count) => new UniformData(value, count);

    /// <summary>A fraction cut off, as a cast does it.</summary>
    public static long Truncate(double value) =>
        double.IsNaN(value) ? 0 : value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    private sealed class FloatData(Func<float[]> compute) : TensorData
    {
        public override float[] ToFloats() => compute();

        public override long[] ToLongs() => Array.ConvertAll(compute(), v => Truncate(v));
    }

    private sealed class DoubleData(double[] elements) : TensorData
    {
        public override float[] ToFloats() => Array.ConvertAll(elements, v => (float)v);

        public override double[] ToDoubles() => elements;

        public override long[] ToLongs() => Array.ConvertAll(elements, Truncate);
    }

    private sealed class LongData(long[] elements) : TensorData
    {
        public override float[] ToFloats() => Array.ConvertAll(elements, v => (float)v);

        public override double[] ToDoubles() => Array.ConvertAll(elements, v => (double)v);

        public override long[] ToLongs() => elements;
    }

    private sealed class UniformData(double value, long count) : TensorData
    {
        public override double? Uniform => value;

        public override float[] ToFloats()
        {
            float[] elements = new float[count];
            if (value != 0) Array.Fill(elements, (float)value);
            return elements;
        }

        public override double[] ToDoubles()
        {
            double[] elements = new double[count];
            if (value != 0) Array.Fill(elements, value);
            return elements;
        }

        public override long[] ToLongs()
        {
            long[] elements = new long[count];
            Array.Fill(elements, Truncate(value));
            return elements;
        }
    }
}
