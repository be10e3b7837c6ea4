namespace EdgeNet;

/// <summary>What a network takes.</summary>
public enum InputKind
{
    /// <summary>A picture, 8 bits a channel.</summary>
    Picture,

    /// <summary>Numbers as they were measured: a series, a volume, a vector.</summary>
    Values,

    /// <summary>Sound, as frames of features (<see cref="SoundFeatures"/>).</summary>
    Sound,
}
