namespace EdgeNet.Vision.Digits;

/// <summary>One pixel of a digit in line coordinates, with how black it is: 0 paper, 1 full stroke.</summary>
internal struct InkSample
{
    internal float U;
    internal float V;
    internal float Ink;
}
