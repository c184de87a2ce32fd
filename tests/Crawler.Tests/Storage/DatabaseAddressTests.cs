using Catalogue.Crawler.Storage;
using Npgsql;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class DatabaseAddressTests
{
    [Fact]
    public void Nothing_means_sqlite_in_the_data_folder() =>
        DatabaseAddress.Parse(null, "/data").ShouldSatisfyAllConditions(a => a.IsPostgres.ShouldBeFalse(), a => a.Value.ShouldBe(Path.Combine("/data", "catalogue.db")));

    [Fact]
    public void A_postgres_url_becomes_what_the_driver_understands()
    {
        var address = DatabaseAddress.Parse("postgres://us%40er:p%3Aw@db.internal:6432/cat%20alogue?sslmode=verify-full&application_name=crawler", "/data");
        address.IsPostgres.ShouldBeTrue();
        var parts = new NpgsqlConnectionStringBuilder(address.Value);
        (parts.Host, parts.Port, parts.Username, parts.Password, parts.Database).ShouldBe(("db.internal", 6432, "us@er", "p:w", "cat alogue"));
        parts.SslMode.ShouldBe(SslMode.VerifyFull);
        parts.ApplicationName.ShouldBe("crawler");
    }

    [Theory]
    [InlineData("postgres://user:secret@host/db", true)]
    [InlineData("postgresql://user@host/db?password=secret", true)]
    [InlineData("postgres://user@host/db", false)]
    [InlineData("some/path.db", false)]
    public void A_password_in_an_argument_is_noticed(string database, bool has) => DatabaseAddress.HasPassword(database).ShouldBe(has);

    [Theory]
    [InlineData("mysql://user@host/db")]
    [InlineData("postgres://user@host/db?nonsense=1")]
    public void What_is_not_understood_says_what_is(string database) => Should.Throw<FormatException>(() => DatabaseAddress.Parse(database, "/data"));
}
