using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>A password file as mosquitto_passwd writes it: $7$iterations$salt$hash, by PBKDF2 with SHA-512.</summary>
internal static class PasswordFile
{
    private const int Iterations = 101;

    public static Task WriteAsync(string path, string user, string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(12);
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA512, 64);
        return File.WriteAllTextAsync(path, $"{user}:$7${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
    }
}
