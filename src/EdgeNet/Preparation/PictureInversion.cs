namespace EdgeNet;

/// <summary>Whether bright becomes dark.</summary>
public enum PictureInversion
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Always: the network learnt from inverted pictures.</summary>
    Always,

    /// <summary>Where the picture's border is bright: dark ink on paper, for a network whose ink is 1 and paper 0.</summary>
    BrightPaper,
}
