namespace EdgeNet.Deployment;

/// <summary>What a deployment does.</summary>
public enum DeploymentAction
{
    /// <summary>Puts the program on a device that has none.</summary>
    Install,

    /// <summary>Replaces the program, and goes back to the one before where the new one is not healthy.</summary>
    Update,

    /// <summary>Goes back to the release before.</summary>
    RollBack,
}
