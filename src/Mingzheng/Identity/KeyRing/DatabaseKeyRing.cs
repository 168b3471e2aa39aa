using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Mingzheng.Base.Database;

namespace Mingzheng.Identity.KeyRing;

/// <summary>The data protection keys stand in the database, so that every node opens the cookies of every other.</summary>
sealed class DatabaseKeyRing(Reads reads, Writer writer) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = reads.Open();
        return [.. db.Set<KeyRingEntry>().Select(entry => entry.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    /// <summary>The framework's interface is synchronous, so a thread has to wait here: at the first start and once in ninety days.</summary>
#pragma warning disable RS0030 // see above
    public void StoreElement(XElement element, string friendlyName) => Store(element, friendlyName).GetAwaiter().GetResult();
#pragma warning restore RS0030

    Task Store(XElement element, string friendlyName) => writer.Housekeep(async (connection, transaction) =>
    {
        await using var insert = connection.Command(
            "insert into data_protection_keys(id, xml) values(@id, @xml) on conflict(id) do nothing", transaction);
        insert.Bind("id", friendlyName);
        insert.Bind("xml", element.ToString(SaveOptions.DisableFormatting));
        await insert.ExecuteNonQueryAsync();
    });
}
