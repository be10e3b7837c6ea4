using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>An authority, a server's certificate for localhost, a client's, and another authority, as PEM files.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly DateTimeOffset _end;

    /// <param name="folder">Where the files go.</param>
    /// <param name="end">Until when the server's and the client's are valid; ten days if null.</param>
    public TestCertificates(string folder, DateTimeOffset? end = null)
    {
        _end = end ?? DateTimeOffset.UtcNow.AddDays(10);
        _authority = Authority("CN=EdgeNet test authority");
        using X509Certificate2 other = Authority("CN=Another authority");
        CaFile = Write(folder, "ca.pem", _authority.ExportCertificatePem());
        OtherCaFile = Write(folder, "other.pem", other.ExportCertificatePem());
        (ServerFile, ServerKeyFile) = Issue(folder, "server", "localhost");
        (ClientFile, ClientKeyFile) = Issue(folder, "client", "camera");
    }

    public string CaFile { get; }

    public string OtherCaFile { get; }

    public string ServerFile { get; }

    public string ServerKeyFile { get; }

    public string ClientFile { get; }

    public string ClientKeyFile { get; }

    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private (string File, string KeyFile) Issue(string folder, string file, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(
            _authority, DateTimeOffset.UtcNow.AddDays(-1), _end, RandomNumberGenerator.GetBytes(8));
        string path = Write(folder, $"{file}.pem", certificate.ExportCertificatePem());
        return (path, Write(folder, $"{file}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
