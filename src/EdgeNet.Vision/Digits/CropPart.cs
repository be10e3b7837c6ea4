namespace EdgeNet.Vision.Digits;

/// <summary>One connected part of a crop's ink.</summary>
/// <param name="width">Columns of the crop.</param>
/// <param name="height">Its rows.</param>
internal struct CropPart(int width, int height)
{
    private double _mass;
    private double _sumX;
    private double _sumY;
    private double _sumXY;
    private double _sumYY;

    internal int Left = int.MaxValue;
    internal int Right = -1;
    internal int Top = int.MaxValue;
    internal int Bottom = -1;

    /// <summary>Its ends along the digit's slant.</summary>
    internal float From;
    internal float To;

    /// <summary>Whether it belongs to the digit.</summary>
    internal bool IsKept;

    /// <summary>Its ink, weighted by how near to the crop's middle it lies.</summary>
    internal float MiddleMass;

    /// <summary>Whether it is a line from side to side, or along a side from top to bottom: a rule, or a box's edge.</summary>
    internal readonly bool IsRule =>
        (Left == 0 && Right == width - 1 && Bottom - Top < 0.2f * height && 2 * width > height)
        || (Top == 0 && Bottom == height - 1 && Right - Left < 0.2f * width && (Right < 0.3f * width || Left > 0.7f * width));

    /// <summary>How it leans: columns a row, right and down positive.</summary>
    internal readonly float Slant
    {
        get
        {
            double across = _sumYY - _sumY * _sumY / _mass, along = _sumXY - _sumX * _sumY / _mass;
            return (float)Math.Clamp(along / (across + 1e-3 * _mass), -1, 1);
        }
    }

    /// <summary>Takes in a pixel.</summary>
    internal void Add(int x, int y, float ink, float middleInk)
    {
        Left = Math.Min(Left, x);
        Right = Math.Max(Right, x);
        Top = Math.Min(Top, y);
        Bottom = Math.Max(Bottom, y);
        _mass += ink;
        _sumX += ink * x;
        _sumY += ink * y;
        _sumXY += ink * x * y;
        _sumYY += ink * y * y;
        MiddleMass += middleInk;
    }
}
