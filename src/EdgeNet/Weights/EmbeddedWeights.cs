using System.Reflection;

namespace EdgeNet;

/// <summary>Weights that are embedded in an assembly as a resource.</summary>
public static class EmbeddedWeights
{
    /// <summary>Opens an embedded weights file, in place: it is part of the program's image and not copied.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">The file's name, such as "LeNet5.safetensors". The resource is called that, or a path in dots before it, as
    /// the build does by default.</param>
    /// <exception cref="WeightsException">There is no such resource, there are several, or it is damaged.</exception>
    public static unsafe SafetensorsFile Open(Assembly assembly, string resource)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(resource);
        string name = $"{assembly.GetName().Name}, resource {resource}";
        Stream stream = assembly.GetManifestResourceStream(Find(assembly, resource, name))
            ?? throw new WeightsException($"{name}: cannot be read.");
        if (stream is UnmanagedMemoryStream { Length: <= int.MaxValue } image)
            return SafetensorsFile.Own(new NativeBytes(image.PositionPointer, (int)image.Length, image), name);
        using (stream)
            return SafetensorsFile.Read(stream, name);
    }

    private static string Find(Assembly assembly, string resource, string name)
    {
        string[] matches = Array.FindAll(
            assembly.GetManifestResourceNames(),
            candidate => candidate == resource || candidate.EndsWith("." + resource, StringComparison.Ordinal));
        if (Array.IndexOf(matches, resource) >= 0)
            return resource;
        return matches switch
        {
            [string only] => only,
            [] => throw new WeightsException($"{name}: not found. Embed the file: <EmbeddedResource Include=\"…/{resource}\" LogicalName=\"{resource}\" />."),
            _ => throw new WeightsException($"{name}: expected one, found {string.Join(", ", matches)}."),
        };
    }
}
