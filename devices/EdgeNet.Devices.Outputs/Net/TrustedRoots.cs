using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNet.Devices.Outputs.Forwarding;

namespace EdgeNet.Devices.Outputs.Net;

/// <summary>Certificates out of PEM files. What is wrong with them is known when a connection is made, and told as its failure.</summary>
internal static class TrustedRoots
{
    private const long MostBytes = 1 << 20;

    /// <summary>The authorities of a file, in place of the system's.</summary>
    /// <exception cref="DeliveryException">The file cannot be read, or has none.</exception>
    internal static X509Certificate2Collection Load(string file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Read(file));
        }
        catch (CryptographicException error)
        {
            throw new DeliveryException($"certificates '{file}': expected certificates in PEM", error.Message, error);
        }

        if (roots.Count == 0)
            throw new DeliveryException($"certificates '{file}': expected one or more that begin with BEGIN CERTIFICATE, found none");
        return roots;
    }

    /// <summary>The certificate that this device shows, and its key.</summary>
    /// <exception cref="DeliveryException">A file cannot be read, or they do not fit.</exception>
    internal static X509Certificate2 LoadOwn(string certificateFile, string keyFile)
    {
        try
        {
            return X509Certificate2.CreateFromPem(Read(certificateFile), Read(keyFile));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new DeliveryException(
                $"certificate '{certificateFile}' with key '{keyFile}': expected a certificate and its key, unencrypted, in PEM",
                error.Message,
                error);
        }
    }

    private static string Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            if (stream.Length > MostBytes)
                throw new DeliveryException($"certificates '{file}': expected at most 1 MiB, found more");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or NotSupportedException && error is not DeliveryException)
        {
            throw new DeliveryException($"certificates '{file}': cannot be read: check path, owner and mode", error.Message, error);
        }
    }
}
