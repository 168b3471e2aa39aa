using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Base.Database;

public static class References
{
    /// <summary>Says that a column names a row of another table, so that rows of one act are written in an order the database accepts.</summary>
    public static void Refer<TRow, TTarget>(this ModelBuilder model, Expression<Func<TRow, object?>> column)
        where TRow : class
        where TTarget : class =>
        model.Entity<TRow>().HasOne<TTarget>().WithMany().HasForeignKey(column);
}
