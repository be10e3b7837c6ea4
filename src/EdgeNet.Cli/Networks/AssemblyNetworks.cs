using System.Reflection;
using System.Runtime.Loader;

namespace EdgeNet.Cli.Networks;

/// <summary>The networks in an assembly that the command was not built with.</summary>
internal static class AssemblyNetworks
{
    /// <summary>Loads an assembly and finds its networks.</summary>
    /// <param name="file">The assembly, with its dependencies beside it.</param>
    /// <exception cref="CommandException">It cannot be loaded, or holds no network.</exception>
    public static IReadOnlyList<NetworkEntry> Load(FileInfo file)
    {
        if (!file.Exists) throw new CommandException($"{file}: no such file; expected a .NET assembly with networks.");
        try
        {
            Assembly assembly = new PluginContext(file.FullName).LoadFromAssemblyPath(file.FullName);
            NetworkEntry[] entries = [.. assembly.GetTypes().Where(IsNetwork).OrderBy(t => t.Name, StringComparer.Ordinal).Select(CreateEntry)];
            return entries.Length > 0 ? entries : throw new CommandException($"{file}: expected classes with [Network], found none.");
        }
        catch (BadImageFormatException)
        {
            throw new CommandException($"{file}: expected a .NET assembly, found something else.");
        }
        catch (ReflectionTypeLoadException e)
        {
            throw new CommandException($"{file}: cannot be loaded: {e.LoaderExceptions.FirstOrDefault()?.Message ?? e.Message}");
        }
        catch (Exception e) when (e is FileLoadException or FileNotFoundException or TypeLoadException)
        {
            throw new CommandException($"{file}: cannot be loaded: {e.Message}");
        }
    }

    private static bool IsNetwork(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && type.GetInterfaces().Any(i =>
            i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICompiledNetwork<>) && i.GenericTypeArguments[0] == type);

    private static NetworkEntry CreateEntry(Type type) => (NetworkEntry)Activator.CreateInstance(typeof(ClassEntry<>).MakeGenericType(type))!;

    /// <summary>Takes dependencies from beside the assembly, but shares what the command itself is made of: interfaces must be the same.</summary>
    private sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName name)
        {
            try
            {
                return Default.LoadFromAssemblyName(name);
            }
            catch (FileNotFoundException)
            {
                return _resolver.ResolveAssemblyToPath(name) is { } found ? LoadFromAssemblyPath(found) : null;
            }
        }
    }
}
